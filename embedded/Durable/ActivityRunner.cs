using System.Collections.Concurrent;
using Autocura.Embedded.Durable.Orchestration;
using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Durable.Telemetry;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Runs scheduled activities and hands their ends to the turns of their instances, which record them. An activity whose end is not recorded
/// when the process stops runs again after the next start: at least once, not exactly once.
/// </summary>
internal sealed class ActivityRunner : IDisposable
{
    private readonly IFunctionInvoker invoker;
    private readonly Dispatcher turns;
    private readonly WorkCounter work;
    private readonly DurableEngineOptions options;
    private readonly ILogger<ActivityRunner> logger;
    private readonly WorkQueue<ActivityWork> queue;
    private readonly ConcurrentDictionary<CallKey, bool> wanted = new();
    private readonly CancellationTokenSource abandon = new();

    public ActivityRunner(IFunctionInvoker invoker, Dispatcher turns, WorkCounter work, DurableEngineOptions options, ILogger<ActivityRunner> logger)
    {
        this.invoker = invoker;
        this.turns = turns;
        this.work = work;
        this.options = options;
        this.logger = logger;
        queue = new WorkQueue<ActivityWork>(options.MaxConcurrentActivityFunctions, RunAsync);
    }

    public required EngineMetrics Metrics { get; init; }

    /// <summary>How many wait to be run.</summary>
    public int Queued => queue.Count;

    public void Start() => queue.Start();

    public void Add(ActivityWork activity)
    {
        work.Enter();
        wanted[activity.Key] = true;
        queue.Add(activity);
    }

    /// <summary>Its end no longer matters: if it has not begun, it does not.</summary>
    public void Cancel(CallKey activity) => wanted.TryRemove(activity, out _);

    /// <summary>Waits for running activities, asks those that take longer than the grace to stop, and starts no more.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        var all = queue.StopAsync();
        using var waited = new CancellationTokenSource();
        if (await Task.WhenAny(all, Task.Delay(grace, time, waited.Token)) != all)
        {
            logger.LogWarning("Activities still run after {Grace}; they are asked to stop and will run again after the next start", grace);
            await abandon.CancelAsync();
        }

        await waited.CancelAsync();
    }

    public void Dispose() => abandon.Dispose();

    private async Task RunAsync(ActivityWork activity)
    {
        if (wanted.TryRemove(activity.Key, out _)) await MeasureAsync(activity);
        work.Exit();
    }

    private async Task MeasureAsync(ActivityWork activity)
    {
        var began = Metrics.Now();
        using var span = EngineTraces.Run(activity);
        using var scope = logger.BeginScope(EngineTraces.Fields(activity));
        var (status, failure) = await InvokeAsync(activity);
        span.End(status, failure);
        Metrics.ActivityEnded(activity.Name, status, began);
    }

    private async Task<(string Status, TaskFailureDetails? Failure)> InvokeAsync(ActivityWork activity)
    {
        try
        {
            if (!invoker.HasActivity(activity.Name)) return Fail(activity, MissingFunction.OfActivity(activity.Name));
            var output = await invoker.InvokeActivityAsync(activity.Name, activity.Key.InstanceId, activity.Input, abandon.Token);
            PayloadLimit.Demand(output, options.MaxPayloadBytes, $"output of activity '{activity.Name}'");
            turns.Deliver(activity.Key, HistoryEventKind.TaskCompleted, output);
            return ("Completed", null);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // It runs again after the next start.
            return ("Abandoned", null);
        }
#pragma warning disable CA1031 // whatever an activity throws is its result, for the orchestrator to handle
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogInformation(failure, "Activity {Activity} of instance {InstanceId} failed", activity.Name, activity.Key.InstanceId);
            return Fail(activity, TaskFailureDetails.FromException(failure));
        }
    }

    private (string Status, TaskFailureDetails? Failure) Fail(ActivityWork activity, TaskFailureDetails details)
    {
        turns.Deliver(activity.Key, HistoryEventKind.TaskFailed, DurableJson.Serialize(details));
        return ("Failed", details);
    }
}
