using System.Collections.Concurrent;
using Autocura.Embedded.Durable;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>Durable functions given as lambdas: what the host finds by reflection, a test writes down.</summary>
internal sealed class TestFunctions : IFunctionInvoker
{
    private readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Func<string?, CancellationToken, Task<string?>>> activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every run of an activity, in order: name and input.</summary>
    public ConcurrentQueue<string> Runs { get; } = new();

    public TestFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> code)
    {
        orchestrators[name] = code;
        return this;
    }

    public TestFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task> code) => Orchestrator(name, async context =>
    {
        await code(context);
        return (object?)null;
    });

    public TestFunctions Activity<TIn, TOut>(string name, Func<TIn?, Task<TOut>> code)
    {
        activities[name] = async (json, _) => DurableJson.Serialize(await code(DurableJson.Deserialize<TIn>(json)));
        return this;
    }

    public TestFunctions Activity<TIn, TOut>(string name, Func<TIn?, TOut> code) => Activity<TIn, TOut>(name, input => Task.FromResult(code(input)));

    public TestFunctions Activity(string name, Func<string?, CancellationToken, Task<string?>> code)
    {
        activities[name] = code;
        return this;
    }

    public bool HasOrchestrator(string name) => orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => activities.ContainsKey(name);

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context) => orchestrators[name](context);

    public Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation)
    {
        Runs.Enqueue($"{name}({inputJson})");
        return activities[name](inputJson, cancellation);
    }
}
