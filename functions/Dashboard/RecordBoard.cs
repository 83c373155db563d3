using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Ledger;

namespace Autocura.Dashboard;

/// <summary>Reads back what stands in the clusters: policies with their last evaluation, signals, and the plans of an incident.</summary>
public sealed class RecordBoard(EveryCluster clusters, IClusters directory)
{
    private const int MostPolicies = 500;
    private const int MostAnomalies = 200;

    /// <summary>What people declare, with what became of it. At most 500 of a kind and cluster.</summary>
    public Task<IReadOnlyList<RecordPage>> PoliciesAsync(CancellationToken cancellationToken) => PagesAsync(
        [Kinds.HealingPolicy, Kinds.RollbackPolicy],
        (cluster, kind, either) => All(cluster, kind, either).Take(MostPolicies).ToListAsync(either),
        cancellationToken);

    /// <summary>The 200 newest signals of each cluster, newest first.</summary>
    public Task<IReadOnlyList<RecordPage>> AnomaliesAsync(CancellationToken cancellationToken) => PagesAsync(
        [Kinds.Anomaly],
        async (cluster, kind, either) => Newest(await All(cluster, kind, either).ToListAsync(either)),
        cancellationToken);

    /// <summary>The plans of one episode, the first attempt first.</summary>
    public async Task<RecordPage> PlansAsync(WorkloadRef workload, string recordName, CancellationToken cancellationToken)
    {
        try
        {
            var query = new ListQuery(workload.Namespace, LabelSelector: $"{RecordNames.IncidentLabel}={recordName}");
            var plans = await directory.Named(workload.Cluster).StreamAsync(Kinds.RemediationPlan, query, cancellationToken).ToListAsync(cancellationToken);
            return new RecordPage(workload.Cluster, [.. plans.OrderBy(plan => plan.Int("spec", "attempt") ?? 0).Select(plan => RecordView.Of(Kinds.RemediationPlan, plan))], "");
        }
        catch (ClusterException refused)
        {
            return new RecordPage(workload.Cluster, [], refused.Message);
        }
    }

    private Task<IReadOnlyList<RecordPage>> PagesAsync(IReadOnlyList<ResourceKind> kinds, Func<ICluster, ResourceKind, CancellationToken, ValueTask<List<JsonObject>>> read, CancellationToken cancellationToken) =>
        clusters.AskAsync(
            async (cluster, either) =>
            {
                var items = new List<RecordView>();
                foreach (var kind in kinds)
                {
                    items.AddRange((await read(cluster, kind, either)).Select(found => RecordView.Of(kind, found)));
                }

                return new RecordPage(cluster.Name, items, "");
            },
            (cluster, problem) => new RecordPage(cluster.Name, [], problem),
            cancellationToken);

    /// <summary>Only in the namespaces that are looked after; none where the cluster does not know the kind.</summary>
    private static async IAsyncEnumerable<JsonObject> All(ICluster cluster, ResourceKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await cluster.ServesAsync(kind.Group, cancellationToken))
        {
            yield break;
        }

        foreach (var ns in cluster.Namespaces.DefaultIfEmpty(""))
        {
            await foreach (var found in cluster.StreamAsync(kind, new ListQuery(ns), cancellationToken))
            {
                yield return found;
            }
        }
    }

    private static List<JsonObject> Newest(List<JsonObject> anomalies) =>
        [.. anomalies.OrderByDescending(one => one.Time("spec", "detectedAt") ?? one.CreatedAt()).Take(MostAnomalies)];
}
