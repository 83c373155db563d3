using Autocura.Embedded.Durable;
using Microsoft.DurableTask;

namespace Autocura.Benchmarks.Engine;

/// <summary>The orchestrations that are measured. Their activities do nothing, so that all the time there is, is the engine's.</summary>
internal sealed class Programs : IFunctionInvoker
{
    /// <summary>Input: how many activities, one after the other.</summary>
    public const string Chain = "Chain";

    /// <summary>Input: how many activities, all at once.</summary>
    public const string FanOut = "FanOut";

    /// <summary>Input: how many activities to call before it waits for <see cref="Go"/>.</summary>
    public const string ChainThenWait = "ChainThenWait";

    /// <summary>Waits for a day.</summary>
    public const string Sleeper = "Sleeper";

    public const string Go = "Go";

    private static readonly string Output = new('x', 100);

    /// <summary>Told of each activity that starts, with its instance.</summary>
    public Action<string> ActivityStarted { get; set; } = _ => { };

    public bool HasOrchestrator(string name) => true;

    public bool HasActivity(string name) => true;

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context) => name switch
    {
        Chain => ChainAsync(context),
        FanOut => FanOutAsync(context),
        ChainThenWait => ChainThenWaitAsync(context),
        Sleeper => SleepAsync(context),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such program."),
    };

    public Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation)
    {
        ActivityStarted(instanceId);
        return Task.FromResult(DurableJson.Serialize(Output));
    }

    private static async Task<object?> ChainAsync(TaskOrchestrationContext context)
    {
        var length = context.GetInput<int>();
        for (var i = 0; i < length; i++) await context.CallActivityAsync<string>("Step", i);
        return length;
    }

    private static async Task<object?> FanOutAsync(TaskOrchestrationContext context)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<string>("Step", i)));
        return results.Length;
    }

    private static async Task<object?> ChainThenWaitAsync(TaskOrchestrationContext context)
    {
        await ChainAsync(context);
        return await context.WaitForExternalEvent<string>(Go);
    }

    private static async Task<object?> SleepAsync(TaskOrchestrationContext context)
    {
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), CancellationToken.None);
        return null;
    }
}
