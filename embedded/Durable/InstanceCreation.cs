using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>A wish for a new instance.</summary>
internal sealed record NewInstance(string InstanceId, string Name, string? Input)
{
    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The trace that the instance will be part of; null for none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Statuses of an existing instance that refuse this one.</summary>
    public IReadOnlyCollection<OrchestrationRuntimeStatus> RefusedBy { get; init; } = Unfinished;

    /// <summary>What refuses when nothing is said: an instance that has not ended.</summary>
    public static IReadOnlyCollection<OrchestrationRuntimeStatus> Unfinished { get; } =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];
}

/// <summary>Creates and removes instances inside a transaction.</summary>
internal static class InstanceCreation
{
    /// <summary>Creates the instance, in place of a finished one of its id. The answer is the status that refused it, or null.</summary>
    public static OrchestrationRuntimeStatus? TryCreate(StoreConnection store, CommitEffects effects, NewInstance wanted, DateTimeOffset now)
    {
        if (store.Instances.Get(wanted.InstanceId) is { } existing)
        {
            if (wanted.RefusedBy.Contains(existing.Status)) return existing.Status;
            Remove(store, effects, wanted.InstanceId);
        }

        var later = wanted.StartAt > now ? wanted.StartAt : null;
        var instance = new InstanceRecord
        {
            InstanceId = wanted.InstanceId,
            ExecutionId = InstanceRecord.NewExecutionId(),
            Name = wanted.Name,
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            StartAt = later,
            IsNew = true,
            Parent = wanted.Parent,
            TraceParent = wanted.TraceParent,
        };
        store.Instances.Insert(instance);
        store.History.Append(wanted.InstanceId, 0, [Started(wanted.Name, wanted.Input, now)]);
        effects.Started.Add(wanted.Name);
        effects.Changed.Add(wanted.InstanceId);
        if (later is { } start) AddTimer(store, effects, new(new(wanted.InstanceId, instance.ExecutionId, HistoryEvent.NoTask), start));
        else effects.Wake.Add(wanted.InstanceId);
        return null;
    }

    /// <summary>The event with which the history of each run begins.</summary>
    public static HistoryEvent Started(string name, string? input, DateTimeOffset at) => new(HistoryEventKind.ExecutionStarted, at) { Name = name, Payload = input };

    public static void AddTimer(StoreConnection store, CommitEffects effects, TimerEntry timer)
    {
        store.Timers.Add(timer);
        effects.Timers.Add(timer);
    }

    /// <summary>Takes an instance out of every table.</summary>
    public static void Remove(StoreConnection store, CommitEffects effects, string instanceId)
    {
        store.Instances.Delete(instanceId);
        store.History.Delete(instanceId);
        store.Inbox.DeleteAll(instanceId);
        effects.CancelledActivities.AddRange(store.Activities.DeleteAll(instanceId));
        effects.CancelledTimers.AddRange(store.Timers.DeleteAll(instanceId).Select(timer => timer.Key));
    }
}
