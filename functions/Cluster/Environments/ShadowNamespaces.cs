using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>The namespaces in which copies stand. What goes wrong there is what the copy is for: no incident is opened for it.</summary>
internal static class ShadowNamespaces
{
    /// <summary>Their names; none where namespaces may not be listed, for then no copy can be made but in one that is named in the settings.</summary>
    public static async Task<IReadOnlySet<string>> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            var marked = cluster.StreamMetadataAsync(Kinds.Namespace, new ListQuery(LabelSelector: EnvironmentNames.Label), cancellationToken);
            return await marked.Select(ns => ns.Name()).ToHashSetAsync(cancellationToken: cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return await NamedAsync(cluster, cancellationToken);
        }
    }

    private static async Task<IReadOnlySet<string>> NamedAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>();
        foreach (var name in cluster.Namespaces)
        {
            try
            {
                if (await IsOneAsync(cluster, name, cancellationToken))
                {
                    found.Add(name);
                }
            }
            catch (ClusterException refused) when (!refused.IsTransient)
            {
                // Who may not read a namespace has made no copy in it.
            }
        }

        return found;
    }

    /// <summary>Whether a copy stands in that namespace.</summary>
    public static async Task<bool> IsOneAsync(ICluster cluster, string name, CancellationToken cancellationToken) =>
        (await cluster.FindMetadataAsync(Kinds.Namespace.Ref("", name), cancellationToken)).Map("metadata", "labels").ContainsKey(EnvironmentNames.Label);
}
