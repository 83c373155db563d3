using System.Security.Cryptography;
using System.Text;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Something the code has asked for: an activity, a timer, a child, or an event for another instance. In replay it must ask for the same.</summary>
internal sealed record OrchestrationAction(HistoryEventKind Kind, long TaskId)
{
    /// <summary>The name of the activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    public string? Input { get; init; }

    /// <summary>The instance that a child or an event goes to.</summary>
    public string? Target { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Which attempt of a call with retries this is, from 1. It is not part of the record.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The fact to record once the action is carried out.</summary>
    public HistoryEvent ToEvent(DateTimeOffset at, bool withDigest) => new(Kind, at)
    {
        TaskId = TaskId,
        Name = Name,
        Target = Target,
        DueAt = DueAt,
        InputDigest = withDigest ? Digest(Input) : null,
    };

    /// <summary>True when this is what the history says was asked for here. A timer may differ in its time, which a policy may have changed.</summary>
    public bool Is(HistoryEvent recorded) =>
        Kind == recorded.Kind && TaskId == recorded.TaskId
        && string.Equals(Name, recorded.Name, StringComparison.OrdinalIgnoreCase)
        && (recorded.InputDigest is null || (recorded.InputDigest == Digest(Input) && Target == recorded.Target && DueAt == recorded.DueAt));

    public string Describe() => Describe(Kind, Name, Target, DueAt);

    public static string Describe(HistoryEvent recorded) => Describe(recorded.Kind, recorded.Name, recorded.Target, recorded.DueAt);

    private static string Describe(HistoryEventKind kind, string? name, string? target, DateTimeOffset? dueAt) => kind switch
    {
        HistoryEventKind.TaskScheduled => $"activity '{name}'",
        HistoryEventKind.TimerCreated => $"a timer for {dueAt:O}",
        HistoryEventKind.SubOrchestrationStarted => $"sub-orchestration '{name}' as '{target}'",
        HistoryEventKind.EventSent => $"event '{name}' to instance '{target}'",
        _ => kind.ToString(),
    };

    private static string Digest(string? input) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input ?? "null")).AsSpan(0, 8));
}
