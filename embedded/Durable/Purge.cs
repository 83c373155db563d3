using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable;

/// <summary>Forgets instances that have ended.</summary>
internal static class Purge
{
    private const int BatchSize = 200;

    /// <summary>The number of instances that are gone. One that has not ended stays, and so do its children.</summary>
    public static int One(StoreConnection store, CommitEffects effects, string instanceId, bool withDescendants)
    {
        if (store.Instances.Get(instanceId) is not { HasEnded: true }) return 0;
        var gone = 1;
        if (withDescendants)
        {
            foreach (var child in store.Instances.ChildrenOf(instanceId)) gone += One(store, effects, child.InstanceId, withDescendants: true);
        }

        InstanceCreation.Remove(store, effects, instanceId);
        return gone;
    }

    /// <summary>Purges in batches, so that a long list does not hold up the commits of others.</summary>
    public static async Task<PurgeResult> AllAsync(DurableEngine engine, InstanceFilter filter, bool withDescendants, CancellationToken cancellation)
    {
        var gone = 0;
        var cursor = InstanceCursor.Start;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = engine.Read(store => store.Instances.Page(filter, cursor, BatchSize));
            gone += await engine.CommitAsync((store, effects) => page.Sum(instance => One(store, effects, instance.InstanceId, withDescendants)));
            if (page.Count < BatchSize) return new PurgeResult(gone);
            cursor = InstanceCursor.After(page[^1]);
        }
    }
}
