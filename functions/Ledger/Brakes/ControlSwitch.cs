using Autocura.Cluster;
using Autocura.Guardrails.Brakes;

namespace Autocura.Ledger.Brakes;

/// <summary>
/// Reads the kill switch: that of the cluster a change is meant for, and that of the home cluster, which stops changes everywhere. It is read anew each time.
/// </summary>
public sealed class ControlSwitch(IClusters clusters, LedgerOptions options)
{
    /// <exception cref="ClusterException">It cannot be read; whoever asks does nothing then.</exception>
    public async Task<KillSwitch> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        var asked = new[] { clusters.Named(cluster), clusters.Home }.DistinctBy(one => one.Name);
        return KillSwitch.Strictest(await Task.WhenAll(asked.Select(one => ReadAsync(one, cancellationToken))));
    }

    private async Task<KillSwitch> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var target = Kinds.ConfigMap.Ref(options.Namespace, KillSwitch.Name);
        var found = await cluster.FindAsync(target, cancellationToken);
        return KillSwitch.Of($"{target} of cluster {cluster.Name}", found?["data"]?[KillSwitch.Key]?.ToString());
    }
}
