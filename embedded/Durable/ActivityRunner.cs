using System.Threading.Channels;
using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Runs scheduled activities and records how they end. An activity whose end is not recorded when the process stops runs again after the
/// next start: at least once, not exactly once.
/// </summary>
internal sealed class ActivityRunner(
    DurableStore store, IFunctionInvoker invoker, WorkCounter work, DurableEngineOptions options, ILogger<ActivityRunner> logger) : IDisposable
{
    private readonly Channel<ActivityWork> queue = Channel.CreateUnbounded<ActivityWork>();
    private readonly CancellationTokenSource noMore = new();
    private readonly CancellationTokenSource abandon = new();
    private Task[] workers = [];

    public void Start() => workers = [.. Enumerable.Range(0, options.MaxConcurrentActivityFunctions).Select(_ => Task.Run(WorkAsync))];

    public void Add(ActivityWork activity)
    {
        work.Enter();
        queue.Writer.TryWrite(activity);
    }

    /// <summary>Waits for running activities, asks those that take longer than the grace to stop, and starts no more.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        await noMore.CancelAsync();
        queue.Writer.TryComplete();
        var all = Task.WhenAll(workers);
        using var waited = new CancellationTokenSource();
        if (await Task.WhenAny(all, Task.Delay(grace, time, waited.Token)) != all)
        {
            logger.LogWarning("Activities still run after {Grace}; they are asked to stop and will run again after the next start", grace);
            await abandon.CancelAsync();
        }

        await waited.CancelAsync();
    }

    public void Dispose()
    {
        noMore.Dispose();
        abandon.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!noMore.IsCancellationRequested && await queue.Reader.WaitToReadAsync())
        {
            while (!noMore.IsCancellationRequested && queue.Reader.TryRead(out var activity)) await RunAsync(activity);
        }
    }

    private async Task RunAsync(ActivityWork activity)
    {
        if (!store.Read(tables => tables.Activities.Has(activity.Key)))
        {
            work.Exit();
            return;
        }

        var end = await InvokeAsync(activity);
        if (end is null)
        {
            work.Exit();
            return;
        }

        // The next activity need not wait for the disk; the result counts as work until it is recorded.
        _ = RecordAsync(activity, end);
    }

    private async Task<HistoryEvent?> InvokeAsync(ActivityWork activity)
    {
        try
        {
            if (!invoker.HasActivity(activity.Name)) return Failed(activity, MissingFunction.OfActivity(activity.Name));
            var output = await invoker.InvokeActivityAsync(activity.Name, activity.Key.InstanceId, activity.Input, abandon.Token);
            PayloadLimit.Demand(output, options.MaxPayloadBytes, $"output of activity '{activity.Name}'");
            return Ended(HistoryEventKind.TaskCompleted, activity, output);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // whatever an activity throws is its result, for the orchestrator to handle
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogInformation(failure, "Activity {Activity} of instance {InstanceId} failed", activity.Name, activity.Key.InstanceId);
            return Failed(activity, TaskFailureDetails.FromException(failure));
        }
    }

    private HistoryEvent Failed(ActivityWork activity, TaskFailureDetails details) => Ended(HistoryEventKind.TaskFailed, activity, DurableJson.Serialize(details));

    private HistoryEvent Ended(HistoryEventKind kind, ActivityWork activity, string? payload) =>
        new(kind, store.Now) { TaskId = activity.Key.TaskId, Payload = payload };

    private async Task RecordAsync(ActivityWork activity, HistoryEvent end)
    {
        await store.InsistAsync((tables, effects) =>
        {
            if (tables.Activities.Delete(activity.Key)) Arrival.AddResult(tables, effects, activity.Key, end);
        });
        work.Exit();
    }
}
