using Autocura.Cluster;
using Autocura.Guardrails.Brakes;

namespace Autocura.Ledger.Brakes;

/// <summary>
/// Reads and sets the kill switch. What holds is that of the cluster a change is meant for, and that of the home cluster, which stops changes everywhere. It is read anew each time.
/// </summary>
public sealed class ControlSwitch(IClusters clusters, LedgerOptions options)
{
    /// <exception cref="ClusterException">It cannot be read; whoever asks does nothing then.</exception>
    public async Task<KillSwitch> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        var asked = new[] { clusters.Named(cluster), clusters.Home }.DistinctBy(one => one.Name);
        return KillSwitch.Strictest(await Task.WhenAll(asked.Select(one => ReadAsync(one, cancellationToken))));
    }

    /// <summary>Stops every change that is meant for a cluster, or lets them go on, and keeps beside it who said so, when and why. False: others always wrote first.</summary>
    /// <exception cref="ClusterException">It cannot be written; what held before holds.</exception>
    public Task<bool> SetAsync(string cluster, SwitchOrder order, CancellationToken cancellationToken) =>
        new OwnConfigMap(clusters.Named(cluster), Kinds.ConfigMap.Ref(options.Namespace, KillSwitch.Name)).ChangeAsync(
            entries => new Dictionary<string, string>(entries)
            {
                [KillSwitch.Key] = order.Stop ? "true" : "false",
                ["by"] = order.By,
                ["reason"] = order.Reason,
                ["at"] = Manifest.Time(order.At),
            },
            cancellationToken);

    private async Task<KillSwitch> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var target = Kinds.ConfigMap.Ref(options.Namespace, KillSwitch.Name);
        var found = await cluster.FindAsync(target, cancellationToken);
        return KillSwitch.Of($"{target} of cluster {cluster.Name}", found?["data"]?[KillSwitch.Key]?.ToString());
    }
}

/// <summary>A person's word on the kill switch.</summary>
public sealed record SwitchOrder(bool Stop, string By, string Reason, DateTimeOffset At);
