using Autocura.Embedded.Durable.Storage;

namespace Autocura.Embedded.Durable;

/// <summary>Puts something into an instance's inbox and wakes it, inside a transaction.</summary>
internal static class Arrival
{
    /// <summary>For the instance, whichever run of it is current by then.</summary>
    public static void Add(StoreConnection store, CommitEffects effects, InstanceRecord target, HistoryEvent message)
    {
        store.Inbox.Add(target.InstanceId, null, message);
        effects.Wake.Add(target.InstanceId);
    }

    /// <summary>The result of a call, for the very run that made it; dropped when that run is over.</summary>
    public static void AddResult(StoreConnection store, CommitEffects effects, CallKey call, HistoryEvent result)
    {
        if (store.Instances.Get(call.InstanceId) is not { HasEnded: false } waiting || waiting.ExecutionId != call.ExecutionId) return;
        store.Inbox.Add(call.InstanceId, call.ExecutionId, result);
        effects.Wake.Add(call.InstanceId);
    }
}
