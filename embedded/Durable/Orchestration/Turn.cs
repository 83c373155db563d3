using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>What one turn has come to: everything that has to be recorded together.</summary>
internal sealed record TurnResult
{
    /// <summary>The time that the code saw.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What to add to the history, in order.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>What the code has newly asked for.</summary>
    public required IReadOnlyList<OrchestrationAction> Actions { get; init; }

    public required IReadOnlyList<long> CancelledTimers { get; init; }

    /// <summary>Null while the run goes on.</summary>
    public required OrchestrationOutcome? Outcome { get; init; }

    /// <summary>Messages of the inbox up to this one are part of the history now.</summary>
    public required long LastMessage { get; init; }

    /// <summary>Activities whose ends were handed to the turn: their rows go, whether the code still saw the end or not.</summary>
    public required IReadOnlyList<long> EndedActivities { get; init; }

    /// <summary>False when the run ended before it had seen all its messages.</summary>
    public required bool SawAllMessages { get; init; }
}

/// <summary>One step of a run: replays what is recorded if need be, hands the code what has arrived, and collects what it asks for.</summary>
internal sealed class Turn(OrchestrationExecution execution, DateTimeOffset now, bool paranoid)
{
    private readonly List<HistoryEvent> events = [];
    private IReadOnlyList<long> endedActivities = [];
    private long lastMessage;
    private bool sawAll = true;
    private DateTimeOffset at;

    /// <summary>Runs over messages; the past is empty for an execution that is already there. An instance whose time has not come is not started.</summary>
    public TurnResult Run(InstanceRecord instance, IReadOnlyList<HistoryEvent> past, IReadOnlyList<InboxMessage> messages)
    {
        endedActivities = [.. messages.Where(message => message.Id == InboxMessage.NotStored).Select(message => message.Event.TaskId)];
        at = now;
        try
        {
            execution.Replay(past, rewinding: messages.Any(message => message.Event.Kind == HistoryEventKind.ExecutionRewound));
            at = TimeOf(instance, messages);
            if (instance.StartAt is null) Record(new HistoryEvent(HistoryEventKind.TurnStarted, at));
            sawAll = ReadAll(instance.ExecutionId, messages);
            execution.FailIfStray();
        }
        catch (NonDeterministicOrchestrationException difference)
        {
            execution.Fail(difference);
            execution.Calls.TakeNew();
            KeepUnseen(instance.ExecutionId, messages);
        }

        return Collect();
    }

    /// <summary>What arrived for code that could not be brought to where it was becomes history all the same, so that a rewind with the right code finds it.</summary>
    private void KeepUnseen(string executionId, IReadOnlyList<InboxMessage> messages)
    {
        foreach (var message in messages)
        {
            lastMessage = Math.Max(lastMessage, message.Id);
            if (IsFor(executionId, message) && !events.Contains(message.Event)) events.Add(message.Event);
        }
    }

    private static bool IsFor(string executionId, InboxMessage message) => message.ExecutionId is null || message.ExecutionId == executionId;

    /// <summary>
    /// For the code time goes only forward, whatever the clock does: never before its last turn, and never before the time of a timer that has fired.
    /// </summary>
    private DateTimeOffset TimeOf(InstanceRecord instance, IReadOnlyList<InboxMessage> messages)
    {
        var latest = instance.UpdatedAt > now ? instance.UpdatedAt : now;
        foreach (var message in messages)
        {
            if (message.Event.Kind == HistoryEventKind.TimerFired && execution.Calls.DueOf(message.Event.TaskId) is { } due && due > latest) latest = due;
        }

        return latest;
    }

    private bool ReadAll(string executionId, IReadOnlyList<InboxMessage> messages)
    {
        foreach (var message in messages)
        {
            if (execution.Outcome is not null) return false;
            lastMessage = Math.Max(lastMessage, message.Id);
            if (IsFor(executionId, message)) Record(message.Event);
        }

        return true;
    }

    private void Record(HistoryEvent item)
    {
        events.Add(item);
        execution.Apply(item, replaying: false);
    }

    private TurnResult Collect()
    {
        var outcome = execution.Outcome;
        var actions = execution.Calls.TakeNew();
        // A terminated run starts nothing more, not even what it asked for a moment before.
        if (outcome is OrchestrationOutcome.Terminated) actions = [];
        events.AddRange(actions.Select(action => action.ToEvent(at, withDigest: paranoid)));
        if (EndOf(outcome) is { } end) events.Add(end);
        return new TurnResult
        {
            At = at,
            Events = events,
            Actions = actions,
            CancelledTimers = execution.Calls.TakeCancelledTimers(),
            Outcome = outcome,
            LastMessage = lastMessage,
            EndedActivities = endedActivities,
            SawAllMessages = sawAll,
        };
    }

    private HistoryEvent? EndOf(OrchestrationOutcome? outcome) => outcome switch
    {
        OrchestrationOutcome.Completed => new HistoryEvent(HistoryEventKind.ExecutionCompleted, at),
        OrchestrationOutcome.Failed failed => new HistoryEvent(HistoryEventKind.ExecutionFailed, at) { TaskId = failed.TaskId, Payload = DurableJson.Serialize(failed.Details) },
        _ => null,
    };
}
