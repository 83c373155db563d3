using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Runs the next turn of an instance: takes what has arrived, lets the code act on it, and commits what came of it.</summary>
internal sealed class TurnRunner(
    DurableEngineOptions options, DurableStore store, IFunctionInvoker invoker, ILoggerFactory loggers) : IDisposable
{
    private const int LargestTurn = 1000;

    private readonly SessionCache sessions = new(options.Paranoid ? 0 : options.SessionCacheEvents);
    private readonly SemaphoreSlim places = new(options.MaxConcurrentOrchestratorFunctions);
    private readonly int messagesATurn = options.Paranoid ? 1 : LargestTurn;

    /// <summary>Returns what is left for another turn. A run that is in memory is believed to be the stored one: its commit finds out when it is not.</summary>
    public async Task<Arrivals> RunAsync(string instanceId, Arrivals arrived)
    {
        var session = sessions.Take(instanceId);
        var instance = session?.Instance ?? store.Read(tables => tables.Instances.Get(instanceId));
        if (instance is null or { HasEnded: true })
        {
            await DiscardAsync(instanceId, arrived);
            return Arrivals.None;
        }

        var ends = await DropLateAsync(instance, arrived.Ends);
        var messages = arrived.Mail ? store.Read(tables => tables.Inbox.Read(instanceId, messagesATurn)) : [];
        var moreMail = messages.Count == messagesATurn;
        if (instance.StartAt is not null) messages = messages.FindAll(message => message.Event.Kind == HistoryEventKind.ExecutionTerminated);
        var direct = ends.Take(messagesATurn - messages.Count).ToList();
        messages.AddRange(direct.Select(InboxMessage.Of));
        if (messages.Count == 0 && (instance.StartAt is not null || !instance.IsNew))
        {
            if (session is not null) sessions.Put(session);
            return Arrivals.None;
        }

        var saved = await RunAsync(instance, session, messages);
        return saved ? new Arrivals(moreMail, ends[direct.Count..]) : new Arrivals(true, StillWanted(ends));
    }

    public void Dispose() => places.Dispose();

    /// <summary>Records ends of activities without giving the instances a turn.</summary>
    public Task RecordAsync(IReadOnlyList<ActivityEnd> ends) => store.CommitAsync((tables, effects) =>
    {
        foreach (var end in ends)
        {
            if (tables.Activities.Delete(end.Key)) Arrival.AddResult(tables, effects, end.Key, end.Event);
        }

        return true;
    });

    private async Task<bool> RunAsync(InstanceRecord instance, Session? session, List<InboxMessage> messages)
    {
        var now = store.Now;
        var began = store.Metrics.Now();
        using var span = EngineTraces.Turn(instance);
        var (execution, past, turn) = await StepAsync(instance, session, messages, now);

        var length = session?.HistoryLength ?? past;
        var commit = new TurnCommit(instance, execution, turn, length, now);
        if (!await store.CommitAsync(commit.Write)) return false;
        span.End(turn.Outcome.StatusName(), (turn.Outcome as OrchestrationOutcome.Failed)?.Details);
        // The first event alone is a start and no replay.
        store.Metrics.TurnEnded(instance.Name, turn, past > 1 ? past : 0, began);
        if (turn.Outcome is null) sessions.Put(new Session(commit.After, execution, length + turn.Events.Count));
        return true;
    }

    /// <summary>Lets the code run, in one of the places there are. The wait for the disk takes none, so that many turns can share a commit.</summary>
    private async Task<(OrchestrationExecution Execution, int Past, TurnResult Turn)> StepAsync(
        InstanceRecord instance, Session? session, List<InboxMessage> messages, DateTimeOffset now)
    {
        await places.WaitAsync();
        try
        {
            var past = session is null ? store.Read(tables => tables.History.Read(instance.InstanceId)) : [];
            var execution = session?.Execution ?? new OrchestrationExecution(instance, invoker, loggers, options.MaxPayloadBytes);
            return (execution, past.Count, new Turn(execution, now, options.Paranoid).Run(instance, past, messages));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Ends of calls that an earlier run has made concern nobody any more.</summary>
    private async Task<List<ActivityEnd>> DropLateAsync(InstanceRecord instance, IReadOnlyList<ActivityEnd> ends)
    {
        var late = ends.Where(end => end.Key.ExecutionId != instance.ExecutionId).ToList();
        if (late.Count > 0) await RecordAsync(late);
        return [.. ends.Except(late)];
    }

    private List<ActivityEnd> StillWanted(List<ActivityEnd> ends) => store.Read(tables => ends.FindAll(end => tables.Activities.Has(end.Key)));

    private async Task DiscardAsync(string instanceId, Arrivals arrived)
    {
        if (arrived.Ends.Count > 0) await RecordAsync(arrived.Ends);
        if (!arrived.Mail || store.Read(tables => tables.Inbox.Read(instanceId, atMost: 1)).Count == 0) return;
        await store.CommitAsync((tables, _) =>
        {
            if (tables.Instances.Get(instanceId) is null or { HasEnded: true }) tables.Inbox.DeleteAll(instanceId);
            return true;
        });
    }
}
