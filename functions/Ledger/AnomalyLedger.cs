using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>Signals in the record: keeps those that nothing is done about, and remembers where the others were routed.</summary>
public sealed class AnomalyLedger(IClusters clusters, LedgerOptions options)
{
    /// <summary>
    /// Writes it where its own people look, which is the namespace it names in its cluster; else, or when there is none of that name, in the system's own.
    /// A namespace of a cluster that is not known is nobody's here: that is kept in the system's own namespace at home.
    /// </summary>
    public async Task<RecordResult> QuarantineAsync(QuarantinedAlert quarantined, CancellationToken cancellationToken)
    {
        var cluster = quarantined.Alert is { } about ? clusters.Of(about).Cluster : null;
        var named = quarantined.Alert is { } alert && cluster is not null ? AlertedObject.NamespaceOf(alert) : null;
        var result = await WriteAsync(cluster ?? clusters.Home, quarantined, named ?? options.Namespace, cancellationToken);
        return result.Written || named is null ? result : await WriteAsync(cluster!, quarantined, options.Namespace, cancellationToken);
    }

    /// <summary>Where this very episode was routed before; null when it was not, or when no record of it can be read.</summary>
    public async Task<AlertRoute?> FindRouteAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (AlertedObject.NamespaceOf(alert) is not { } ns || clusters.Of(alert).Cluster is not { } cluster)
        {
            return null;
        }

        var name = RecordNames.Anomaly(alert, ns);
        var found = await cluster.FindAsync(name, cancellationToken);
        var resource = found?["spec"]?["resource"];
        var correlated = found?["status"]?["correlated"]?.GetValue<bool>() == true;
        return correlated && resource?["kind"]?.GetValue<string>() is { } kind && Kinds.IsWorkload(kind) && resource["name"]?.GetValue<string>() is { } workload
            ? new AlertRoute(new WorkloadRef(cluster.Name, kind, ns, workload), $"By {name}, which routed this episode before.")
            : null;
    }

    private static async Task<RecordResult> WriteAsync(ICluster cluster, QuarantinedAlert quarantined, string ns, CancellationToken cancellationToken)
    {
        var writer = new LedgerWriter(cluster);
        var target = quarantined.Alert is { } alert ? RecordNames.Anomaly(alert, ns) : RecordNames.Unreadable(quarantined, ns);
        await writer.ApplyAsync(target, Manifest.Of(target, AnomalyManifest.Spec(quarantined)), _ => AnomalyManifest.QuarantinedStatus(), cancellationToken);
        return writer.Result;
    }
}
