using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Takes a failed instance back to before the failure: what had succeeded by then is kept, the failed calls are made again, and failed
/// children are rewound in turn.
/// </summary>
internal static class Rewind
{
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not failed.</exception>
    public static void Apply(StoreConnection store, CommitEffects effects, string instanceId, string? reason, DateTimeOffset now)
    {
        var instance = store.Instances.Get(instanceId) ?? throw new ArgumentException(MissingFunction.Instance(instanceId), nameof(instanceId));
        if (instance.Status != OrchestrationRuntimeStatus.Failed)
            throw new InvalidOperationException($"Instance '{instanceId}' is {instance.Status}: only a failed one can be rewound.");

        var plan = RewindPlan.Of(store.History.Read(instanceId));
        foreach (var call in plan.Children)
        {
            var child = ChildOf(store, instance, call);
            if (child is null or { HasEnded: true, Status: not OrchestrationRuntimeStatus.Failed }) continue;
            plan.Keep(call);
            if (child.HasEnded) Apply(store, effects, child.InstanceId, reason, now);
        }

        store.History.Delete(instanceId);
        store.History.Append(instanceId, 0, plan.Kept());
        // A result that still comes in for a call that is made again is not wanted: without its row it is dropped.
        effects.CancelledActivities.AddRange(store.Activities.DeleteAll(instanceId));
        store.Instances.Update(instance, instance with { Status = OrchestrationRuntimeStatus.Running, UpdatedAt = instance.UpdatedAt > now ? instance.UpdatedAt : now, Failure = null });
        effects.Changed.Add(instanceId);
        Arrival.Add(store, effects, instance, new HistoryEvent(HistoryEventKind.ExecutionRewound, now) { Payload = DurableJson.Serialize(reason) });
    }

    /// <summary>The instance that answers this call, if it is still the one that the call started.</summary>
    private static InstanceRecord? ChildOf(StoreConnection store, InstanceRecord parent, HistoryEvent call) =>
        store.Instances.Get(call.Target!) is { Parent: { } link } child && link.ExecutionId == parent.ExecutionId && link.TaskId == call.TaskId ? child : null;
}
