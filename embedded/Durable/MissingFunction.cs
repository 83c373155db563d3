using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable;

/// <summary>What to say when the app has no function of a name, or no instance of an id. A call of such a function fails for good: no retry can help.</summary>
internal static class MissingFunction
{
    private const string ActivityNotFound = "ActivityTaskNotFound";
    private const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    public static string Orchestrator(string name) => $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.";

    public static string Instance(string instanceId) => $"No instance with ID '{instanceId}' was found.";

    public static TaskFailureDetails OfActivity(string name) =>
        new(ActivityNotFound, $"The function '{name}' doesn't exist, is disabled, or is not an activity function.", null, null, null);

    public static TaskFailureDetails OfOrchestrator(string name) => new(OrchestratorNotFound, Orchestrator(name), null, null, null);

    /// <summary>True when a call failed because there is nothing to call.</summary>
    public static bool IsCauseOf(TaskFailureDetails failure) => failure.ErrorType is ActivityNotFound or OrchestratorNotFound;
}
