using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable;

/// <summary>How the engine runs the app's durable functions, which it knows only by name. The host implements it over the functions it has found.</summary>
internal interface IFunctionInvoker
{
    /// <summary>True when an orchestrator of that name is there and enabled. Names compare without regard to case.</summary>
    bool HasOrchestrator(string name);

    /// <summary>True when an activity of that name is there and enabled. Names compare without regard to case.</summary>
    bool HasActivity(string name);

    /// <summary>
    /// Runs an orchestrator and returns its output, not serialised. The call is made on the orchestrator's own thread and must stay there:
    /// no ConfigureAwait(false), no await of anything but what the function itself awaits.
    /// </summary>
    Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context);

    /// <summary>Runs an activity and returns its output as JSON, null for none. What it throws is recorded as the activity's failure.</summary>
    Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation);
}
