using Autocura.Embedded.Durable.Orchestration;

namespace Autocura.Embedded.Durable;

/// <summary>What can be recorded of a run. The numbers are stored.</summary>
internal enum HistoryEventKind
{
    ExecutionStarted = 0,
    TurnStarted = 1,
    TaskScheduled = 2,
    TaskCompleted = 3,
    TaskFailed = 4,
    TimerCreated = 5,
    TimerFired = 6,
    SubOrchestrationStarted = 7,
    SubOrchestrationCompleted = 8,
    SubOrchestrationFailed = 9,
    EventRaised = 10,
    EventSent = 11,
    ExecutionSuspended = 12,
    ExecutionResumed = 13,
    ExecutionTerminated = 14,
    ExecutionCompleted = 15,
    ExecutionFailed = 16,
    ExecutionRewound = 17,
}

/// <summary>
/// One recorded fact about a run: something that arrived for it, or something its code asked for. Replaying the facts in order
/// brings the code to where it was.
/// </summary>
internal sealed record HistoryEvent(HistoryEventKind Kind, DateTimeOffset At)
{
    /// <summary>No call of the code is meant.</summary>
    public const int NoTask = -1;

    /// <summary>Which call of the code is meant, counted from zero. For a raised event it is the arrival number instead.</summary>
    public long TaskId { get; init; } = NoTask;

    /// <summary>The name of the orchestrator, activity or event.</summary>
    public string? Name { get; init; }

    /// <summary>Input, result, event payload or reason as JSON; for a failure its details.</summary>
    public string? Payload { get; init; }

    /// <summary>The instance that a child or a sent event goes to; on a termination <see cref="Descendants"/> when it reaches the children.</summary>
    public string? Target { get; init; }

    /// <summary>When a timer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A digest of the input that a call was scheduled with, kept only in paranoid mode.</summary>
    public string? InputDigest { get; init; }

    /// <summary>The target of a termination that includes children and their children.</summary>
    public const string Descendants = "*";
}

/// <summary>Something that has arrived for an instance and will become part of its history in its next turn.</summary>
internal sealed record InboxMessage(long Id, string? ExecutionId, HistoryEvent Event)
{
    /// <summary>The message has no row in the inbox.</summary>
    public const long NotStored = 0;

    public static InboxMessage Of(ActivityEnd end) => new(NotStored, end.Key.ExecutionId, end.Event);
}
