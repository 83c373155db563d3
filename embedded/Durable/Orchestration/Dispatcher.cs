using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Gives each instance that has something to do its turns, one at a time for one instance, several instances at once.</summary>
internal sealed class Dispatcher(
    TurnRunner turns, int concurrency, WorkCounter work, TimeProvider time, ILogger<Dispatcher> logger) : IAsyncDisposable
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Channel<string> ready = Channel.CreateUnbounded<string>();
    private readonly Lock gate = new();
    private readonly Dictionary<string, State> states = [];
    private readonly CancellationTokenSource stopping = new();
    private Task[] workers = [];

    private enum State
    {
        Queued,
        Running,
        RunningAndWoken,
    }

    public void Start() => workers = [.. Enumerable.Range(0, concurrency).Select(_ => Task.Run(WorkAsync))];

    /// <summary>Something has arrived for the instance.</summary>
    public void Wake(string instanceId)
    {
        lock (gate)
        {
            if (states.TryGetValue(instanceId, out var state))
            {
                if (state == State.Running) states[instanceId] = State.RunningAndWoken;
                return;
            }

            states[instanceId] = State.Queued;
        }

        work.Enter();
        ready.Writer.TryWrite(instanceId);
    }

    /// <summary>Lets running turns end and starts no more; what is queued is in the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        ready.Writer.TryComplete();
        await Task.WhenAll(workers);
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!stopping.IsCancellationRequested && await ready.Reader.WaitToReadAsync())
        {
            while (!stopping.IsCancellationRequested && ready.Reader.TryRead(out var instanceId)) await TurnAsync(instanceId);
        }
    }

    private async Task TurnAsync(string instanceId)
    {
        lock (gate) states[instanceId] = State.Running;
        var more = await TryTurnAsync(instanceId);
        lock (gate)
        {
            if (more || states[instanceId] == State.RunningAndWoken)
            {
                states[instanceId] = State.Queued;
                if (ready.Writer.TryWrite(instanceId)) return;
            }

            states.Remove(instanceId);
        }

        work.Exit();
    }

    private async Task<bool> TryTurnAsync(string instanceId)
    {
        try
        {
            return await turns.RunAsync(instanceId);
        }
#pragma warning disable CA1031 // the store failed, not the orchestrator (its own exceptions end its run): nothing was saved, and the turn is repeated
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A turn of instance {InstanceId} could not be saved and will be repeated", instanceId);
        }

        try
        {
            await Task.Delay(AfterTrouble, time, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the messages are in the database and the turn runs after the next start.
            return false;
        }

        return true;
    }
}
