namespace Autocura.Embedded.Durable;

/// <summary>
/// Which part of a failed run's history stays. Made again are: the call whose failure ended the run and those that failed beside it (asked
/// for in the same turn); every call without a result, as results that came after the end were dropped; and all that was asked for after
/// the failure, which the code may not ask for this time.
/// </summary>
internal sealed class RewindPlan
{
    private readonly List<HistoryEvent> history;
    private readonly HashSet<long> again;

    private RewindPlan(List<HistoryEvent> history, HashSet<long> again)
    {
        this.history = history;
        this.again = again;
        Children = [.. history.Where(item => item.Kind == HistoryEventKind.SubOrchestrationStarted && again.Contains(item.TaskId))];
    }

    /// <summary>Calls of children that would be made again: those whose child can still answer are better kept.</summary>
    public IReadOnlyList<HistoryEvent> Children { get; }

    private HashSet<long> KeptCalls { get; } = [];

    public static RewindPlan Of(List<HistoryEvent> history)
    {
        var cause = history.FindLast(item => item.Kind == HistoryEventKind.ExecutionFailed)?.TaskId ?? HistoryEvent.NoTask;
        var turns = TurnOfEachCall(history);
        var failed = history.Where(IsFailure).Select(item => item.TaskId)
            .Where(task => task == cause || (turns.TryGetValue(cause, out var turn) && turns.GetValueOrDefault(task, -1) == turn)).ToHashSet();
        var failure = history.FindIndex(item => IsFailure(item) && failed.Contains(item.TaskId));
        var answered = history.Where(IsResult).Select(item => item.TaskId).ToHashSet();

        var repeated = new HashSet<long>(failed);
        for (var i = 0; i < history.Count; i++)
        {
            if (!IsCall(history[i])) continue;
            var unanswered = history[i].Kind != HistoryEventKind.EventSent && !answered.Contains(history[i].TaskId);
            if (unanswered || (failure >= 0 && i > failure)) repeated.Add(history[i].TaskId);
        }

        return new RewindPlan(history, repeated);
    }

    /// <summary>The child of this call will answer it.</summary>
    public void Keep(HistoryEvent call) => KeptCalls.Add(call.TaskId);

    public List<HistoryEvent> Kept() =>
        [.. history.Where(item => item.Kind != HistoryEventKind.ExecutionFailed && !((IsCall(item) || IsResult(item)) && IsForgotten(item)))];

    private bool IsForgotten(HistoryEvent item) => again.Contains(item.TaskId) && !(IsCall(item) && KeptCalls.Contains(item.TaskId));

    private static Dictionary<long, int> TurnOfEachCall(List<HistoryEvent> history)
    {
        var turn = 0;
        var turns = new Dictionary<long, int>();
        foreach (var item in history)
        {
            if (item.Kind == HistoryEventKind.TurnStarted) turn++;
            else if (IsCall(item)) turns[item.TaskId] = turn;
        }

        return turns;
    }

    private static bool IsCall(HistoryEvent item) => item.Kind
        is HistoryEventKind.TaskScheduled or HistoryEventKind.TimerCreated or HistoryEventKind.SubOrchestrationStarted or HistoryEventKind.EventSent;

    private static bool IsFailure(HistoryEvent item) => item.Kind is HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed;

    private static bool IsResult(HistoryEvent item) => IsFailure(item) || item.Kind
        is HistoryEventKind.TaskCompleted or HistoryEventKind.TimerFired or HistoryEventKind.SubOrchestrationCompleted;
}
