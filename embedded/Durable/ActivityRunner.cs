using System.Collections.Concurrent;
using System.Threading.Channels;
using Autocura.Embedded.Durable.Orchestration;
using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Runs scheduled activities and hands their ends to the turns of their instances, which record them. An activity whose end is not recorded
/// when the process stops runs again after the next start: at least once, not exactly once.
/// </summary>
internal sealed class ActivityRunner(
    IFunctionInvoker invoker, Dispatcher turns, WorkCounter work, DurableEngineOptions options, ILogger<ActivityRunner> logger) : IDisposable
{
    private readonly ConcurrentDictionary<CallKey, bool> wanted = new();
    private readonly Channel<ActivityWork> queue = Channel.CreateUnbounded<ActivityWork>();
    private readonly CancellationTokenSource noMore = new();
    private readonly CancellationTokenSource abandon = new();
    private Task[] workers = [];

    public void Start() => workers = [.. Enumerable.Range(0, options.MaxConcurrentActivityFunctions).Select(_ => Task.Run(WorkAsync))];

    public void Add(ActivityWork activity)
    {
        work.Enter();
        wanted[activity.Key] = true;
        queue.Writer.TryWrite(activity);
    }

    /// <summary>Its end no longer matters: if it has not begun, it does not.</summary>
    public void Cancel(CallKey activity) => wanted.TryRemove(activity, out _);

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
        if (wanted.TryRemove(activity.Key, out _)) await InvokeAsync(activity);
        work.Exit();
    }

    private async Task InvokeAsync(ActivityWork activity)
    {
        try
        {
            if (!invoker.HasActivity(activity.Name))
            {
                Fail(activity, MissingFunction.OfActivity(activity.Name));
                return;
            }

            var output = await invoker.InvokeActivityAsync(activity.Name, activity.Key.InstanceId, activity.Input, abandon.Token);
            PayloadLimit.Demand(output, options.MaxPayloadBytes, $"output of activity '{activity.Name}'");
            turns.Deliver(activity.Key, HistoryEventKind.TaskCompleted, output);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // It runs again after the next start.
        }
#pragma warning disable CA1031 // whatever an activity throws is its result, for the orchestrator to handle
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogInformation(failure, "Activity {Activity} of instance {InstanceId} failed", activity.Name, activity.Key.InstanceId);
            Fail(activity, TaskFailureDetails.FromException(failure));
        }
    }

    private void Fail(ActivityWork activity, TaskFailureDetails details) =>
        turns.Deliver(activity.Key, HistoryEventKind.TaskFailed, DurableJson.Serialize(details));
}
