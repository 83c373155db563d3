using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.KnownGood.Changes;

/// <summary>What there is now in one namespace, and of the kinds that lie in none. Of ConfigMaps and Secrets only the metadata.</summary>
internal sealed class NamespaceObjects
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<JsonObject>> byKind = new();

    /// <summary>Kinds that could be read: what is not among their objects is not there.</summary>
    public IReadOnlyCollection<string> Read => [.. byKind.Keys];

    public IEnumerable<JsonObject> All => byKind.OrderBy(kind => kind.Key, StringComparer.Ordinal).SelectMany(kind => kind.Value);

    public IEnumerable<JsonObject> Workloads => byKind.Where(kind => Kinds.IsWorkload(kind.Key)).SelectMany(kind => kind.Value);

    public IReadOnlyList<JsonObject> Of(ResourceKind kind) => byKind.GetValueOrDefault(kind.Kind, []);

    /// <exception cref="ClusterException">The API server does not answer.</exception>
    public static async Task<NamespaceObjects> ReadAsync(ICluster cluster, string ns, CancellationToken cancellationToken)
    {
        var objects = new NamespaceObjects();
        var here = new ListQuery(ns);
        var everywhere = new ListQuery();
        await Task.WhenAll(
        [
            .. KeptKinds.Whole.Select(kind => objects.AddAsync(kind, cluster.StreamAsync(kind, here, cancellationToken))),
            .. KeptKinds.ByMetadata.Select(kind => objects.AddAsync(kind, cluster.StreamMetadataAsync(kind, here, cancellationToken))),
            .. KeptKinds.ClusterWide.Select(kind => objects.AddAsync(kind, cluster.StreamAsync(kind, everywhere, cancellationToken))),
            objects.AddAsync(Kinds.Node, cluster.StreamAsync(Kinds.Node, new ListQuery(FieldSelector: "spec.unschedulable=true"), cancellationToken)),
            objects.AddAsync(Kinds.Namespace, FoundAsync(cluster, Kinds.Namespace.Ref("", ns), cancellationToken)),
        ]);
        await objects.AddOwnersAsync(cluster, here, cancellationToken);
        return objects;
    }

    private static async IAsyncEnumerable<JsonObject> FoundAsync(ICluster cluster, ObjectRef target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await cluster.FindAsync(target, cancellationToken) is { } found)
        {
            yield return found;
        }
    }

    private async Task AddOwnersAsync(ICluster cluster, ListQuery here, CancellationToken cancellationToken)
    {
        var owners = new OwnerKinds();
        foreach (var workload in Workloads)
        {
            owners.Add(workload);
        }

        await Task.WhenAll(owners.All.Select(kind => AddAsync(kind, cluster.StreamAsync(kind, here, cancellationToken))));
    }

    private async Task AddAsync(ResourceKind kind, IAsyncEnumerable<JsonObject> objects)
    {
        try
        {
            byKind[kind.Kind] = await objects.ToListAsync();
        }
        catch (ClusterException missing) when (missing.IsNotFound)
        {
            byKind[kind.Kind] = []; // the cluster does not serve the kind, so there is nothing of it
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            // nothing can be said of its objects, least of all that they are gone: the kind is not among those that were read
        }
    }
}
