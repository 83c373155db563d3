using System.Net;
using Autocura.Cluster;

namespace Autocura.Ledger;

/// <summary>The digests of the last weeks, in a ConfigMap of the own namespace: <c>kubectl get configmap autocura-digests -o yaml</c>.</summary>
public sealed class DigestShelf(IClusters clusters, LedgerOptions options)
{
    private const string Name = "autocura-digests";
    private const int Weeks = 8;

    /// <param name="week">The key: it sorts as its week does.</param>
    /// <param name="digest">The text.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ClusterException">It could not be written.</exception>
    public async Task PutAsync(string week, string digest, CancellationToken cancellationToken)
    {
        var map = new OwnConfigMap(clusters.Home, Kinds.ConfigMap.Ref(options.Namespace, Name));
        if (!await map.ChangeAsync(kept => kept.Append(KeyValuePair.Create(week, digest)).GroupBy(entry => entry.Key).Select(same => same.Last()).OrderByDescending(entry => entry.Key, StringComparer.Ordinal).Take(Weeks).ToDictionary(), cancellationToken))
        {
            throw new ClusterException($"Others were always faster to write ConfigMap {options.Namespace}/{Name}.", "Conflict", HttpStatusCode.Conflict);
        }
    }
}
