using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>
/// Writes all that one turn has come to in one transaction: history, activities, timers, children, events for others, status, the answer
/// to the parent. Either all of it is there after a crash or none, and then the turn runs again.
/// </summary>
internal sealed class TurnCommit(InstanceRecord before, OrchestrationExecution execution, TurnResult turn, int historyLength, DateTimeOffset clock)
{
    /// <summary>The instance as it stands after the turn.</summary>
    public InstanceRecord After { get; } = StateAfter(before, execution, turn);

    private string InstanceId => before.InstanceId;

    /// <summary>False when the instance or one of the calls is no longer the one that the turn was run for; nothing is written then.</summary>
    public bool Write(StoreConnection store, CommitEffects effects)
    {
        if (!turn.EndedActivities.All(task => store.Activities.Has(Call(task))) || !store.Instances.Update(before, After)) return false;
        if (After.Status != before.Status) effects.Changed.Add(InstanceId);

        foreach (var task in turn.EndedActivities) store.Activities.Delete(Call(task));
        if (turn.LastMessage != InboxMessage.NotStored) store.Inbox.DeleteUpTo(InstanceId, turn.LastMessage);
        if (turn.Outcome is not OrchestrationOutcome.ContinuedAsNew) store.History.Append(InstanceId, historyLength, turn.Events);
        foreach (var action in turn.Actions) CarryOut(store, effects, action);
        foreach (var timer in turn.CancelledTimers) Cancel(store, effects, timer);
        if (turn.Outcome is OrchestrationOutcome.ContinuedAsNew next) StartOver(store, effects, next);
        else if (After.HasEnded) End(store, effects);
        if (!turn.SawAllMessages) effects.Wake.Add(InstanceId);
        return true;
    }

    private CallKey Call(long taskId) => new(InstanceId, before.ExecutionId, taskId);

    private static InstanceRecord StateAfter(InstanceRecord before, OrchestrationExecution execution, TurnResult turn)
    {
        var after = before with
        {
            Status = execution.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
            UpdatedAt = turn.At,
            StartAt = null,
            IsNew = false,
            CustomStatus = execution.CustomStatus is { } set ? set.Json : before.CustomStatus,
        };
        return turn.Outcome switch
        {
            OrchestrationOutcome.Completed completed => after with { Status = OrchestrationRuntimeStatus.Completed, Output = completed.Output },
            OrchestrationOutcome.Failed failed => after with { Status = OrchestrationRuntimeStatus.Failed, Failure = failed.Details },
            OrchestrationOutcome.Terminated terminated => after with { Status = OrchestrationRuntimeStatus.Terminated, Output = terminated.Output },
            OrchestrationOutcome.ContinuedAsNew => after with { Status = OrchestrationRuntimeStatus.Running, ExecutionId = InstanceRecord.NewExecutionId(), IsNew = true },
            _ => after,
        };
    }

    private void CarryOut(StoreConnection store, CommitEffects effects, OrchestrationAction action)
    {
        var key = Call(action.TaskId);
        switch (action.Kind)
        {
            case HistoryEventKind.TaskScheduled:
                var work = new ActivityWork(key, action.Name!, action.Input) { Attempt = action.Attempt, TraceParent = before.TraceParent };
                store.Activities.Add(work, turn.At);
                effects.Activities.Add(work);
                break;
            case HistoryEventKind.TimerCreated when turn.Outcome is null && !turn.CancelledTimers.Contains(action.TaskId):
                InstanceCreation.AddTimer(store, effects, new(key, ByTheClock(action.DueAt!.Value)));
                break;
            case HistoryEventKind.SubOrchestrationStarted:
                StartChild(store, effects, action);
                break;
            case HistoryEventKind.EventSent:
                Deliver(store, effects, action);
                break;
        }
    }

    /// <summary>After the clock was set back, the code's time is ahead of it. A wait of a minute is a minute all the same.</summary>
    private DateTimeOffset ByTheClock(DateTimeOffset due) => due - (turn.At - clock);

    private void StartChild(StoreConnection store, CommitEffects effects, OrchestrationAction action)
    {
        var child = new NewInstance(action.Target!, action.Name!, action.Input)
        {
            Parent = new(InstanceId, before.ExecutionId, before.Name, action.TaskId),
            TraceParent = before.TraceParent,
        };
        if (InstanceCreation.TryCreate(store, effects, child, turn.At) is not { } refusedBy) return;
        var reason = new InvalidOperationException($"An instance '{action.Target}' exists and is {refusedBy}: it cannot be started as a child of '{InstanceId}'.");
        Answer(store, effects, child.Parent, HistoryEventKind.SubOrchestrationFailed, DurableJson.Serialize(TaskFailureDetails.FromException(reason)));
    }

    private void Deliver(StoreConnection store, CommitEffects effects, OrchestrationAction action)
    {
        if (store.Instances.Get(action.Target!) is not { HasEnded: false } target) return;
        Arrival.Add(store, effects, target, new HistoryEvent(HistoryEventKind.EventRaised, turn.At) { Name = action.Name, Payload = action.Input });
    }

    private void Cancel(StoreConnection store, CommitEffects effects, long timer)
    {
        var key = Call(timer);
        if (store.Timers.Delete(key)) effects.CancelledTimers.Add(key);
    }

    private void StartOver(StoreConnection store, CommitEffects effects, OrchestrationOutcome.ContinuedAsNew next)
    {
        DropTimers(store, effects);
        store.History.Delete(InstanceId);
        store.History.Append(InstanceId, 0, [InstanceCreation.Started(before.Name, next.Input, turn.At)]);
        foreach (var raised in next.Unread) store.Inbox.Return(InstanceId, raised);
        effects.Wake.Add(InstanceId);
    }

    private void End(StoreConnection store, CommitEffects effects)
    {
        DropTimers(store, effects);
        store.Inbox.DeleteAll(InstanceId);
        if (turn.Outcome is OrchestrationOutcome.Terminated terminated)
        {
            effects.CancelledActivities.AddRange(store.Activities.DeleteAll(InstanceId));
            if (terminated.WithDescendants) Termination.OfChildren(store, effects, InstanceId, terminated.Output, turn.At);
        }

        if (before.Parent is not { } parent) return;
        var (kind, payload) = After.Status == OrchestrationRuntimeStatus.Completed
            ? (HistoryEventKind.SubOrchestrationCompleted, After.Output)
            : (HistoryEventKind.SubOrchestrationFailed, DurableJson.Serialize(After.Failure ?? Termination.AsFailure(After)));
        Answer(store, effects, parent, kind, payload);
    }

    private void Answer(StoreConnection store, CommitEffects effects, ParentLink parent, HistoryEventKind kind, string? payload)
    {
        Arrival.AddResult(store, effects, new(parent.InstanceId, parent.ExecutionId, parent.TaskId), new HistoryEvent(kind, turn.At) { TaskId = parent.TaskId, Payload = payload });
    }

    private void DropTimers(StoreConnection store, CommitEffects effects) =>
        effects.CancelledTimers.AddRange(store.Timers.DeleteAll(InstanceId).Select(timer => timer.Key));
}
