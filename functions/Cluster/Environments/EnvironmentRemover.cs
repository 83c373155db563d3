using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>
/// Removes a copy: exactly what carries its mark, and the namespace only if it was made for the copy and nobody else has put anything into it. One call is one look; it is
/// called again until nothing is on its way out any more.
/// </summary>
public sealed class EnvironmentRemover(IClusters clusters)
{
    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<TearDownReport> RemoveAsync(TearDownOrder order, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(order.Order.Cluster);
        var removal = new CopyRemoval(cluster, order.Order);
        foreach (var ns in await NamespacesAsync(cluster, order, cancellationToken))
        {
            await removal.RemoveAsync(ns, cancellationToken);
        }

        return removal.Report;
    }

    /// <summary>Those that carry the mark, and the one that is known: where namespaces may not be listed, that one alone.</summary>
    private static async Task<IReadOnlyList<string>> NamespacesAsync(ICluster cluster, TearDownOrder order, CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(order.Target.Length > 0 ? [order.Target] : [], StringComparer.Ordinal);
        try
        {
            var marked = cluster.StreamMetadataAsync(Kinds.Namespace, new ListQuery(LabelSelector: $"{EnvironmentNames.Label}={order.Order.Uid}"), cancellationToken);
            found.UnionWith(await marked.Select(ns => ns.Name()).ToListAsync(cancellationToken));
        }
        catch (ClusterException refused) when (!refused.IsTransient && found.Count > 0)
        {
            return [.. found];
        }

        return [.. found];
    }
}
