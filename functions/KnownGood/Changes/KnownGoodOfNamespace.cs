using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Changes;

/// <summary>What is known of good times, for one namespace and what lies in none.</summary>
internal sealed record KnownGoodOfNamespace(KnownVersions Here, KnownVersions Everywhere, NamespaceRecord Health)
{
    /// <summary>Nothing is known where the records cannot be read, or are not installed.</summary>
    public static async Task<KnownGoodOfNamespace> ReadAsync(ICluster cluster, KnownGoodStore store, string ns, CancellationToken cancellationToken)
    {
        var here = OrNothingAsync(KnownGoodStore.ListAsync(cluster, new ListQuery(ns), cancellationToken), new KnownVersions([]));
        var everywhere = OrNothingAsync(store.ListClusterWideAsync(cluster, cancellationToken), new KnownVersions([]));
        var health = OrNothingAsync(KnownGoodStore.HealthAsync(cluster, ns, cancellationToken), new NamespaceRecord());
        return new KnownGoodOfNamespace(await here, await everywhere, await health);
    }

    public IEnumerable<IReadOnlyList<KnownVersion>> All => Here.All.Concat(Everywhere.All.Where(versions => versions[0].Target.Namespace.Length == 0 && versions[0].Target.Kind != "Namespace"));

    public IReadOnlyList<KnownVersion> Of(ObjectRef target) => For(target).Of(target);

    /// <summary>Since when objects of that kind have been kept; null when none are.</summary>
    public DateTimeOffset? KeptSince(ObjectRef target) => For(target).KeptSince;

    private KnownVersions For(ObjectRef target) => target.Namespace.Length > 0 || target.Kind == Kinds.Namespace.Kind ? Here : Everywhere;

    private static async Task<T> OrNothingAsync<T>(Task<T> reading, T nothing)
    {
        try
        {
            return await reading;
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            return nothing;
        }
    }
}
