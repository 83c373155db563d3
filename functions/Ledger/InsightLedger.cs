using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>Reads a diagnosis back from the record in the cluster.</summary>
public sealed class InsightLedger(IClusters clusters)
{
    /// <summary>The AIInsight of an incident; null when none was written, or its cluster does not give it now.</summary>
    public Task<JsonObject?> FindAsync(WorkloadRef workload, string recordName, CancellationToken cancellationToken) =>
        ReadAsync(workload.Cluster, RecordNames.Insight(workload.Namespace, recordName), cancellationToken);

    /// <summary>What a language model said of it; null when none was asked, or its cluster does not give it now.</summary>
    public Task<JsonObject?> AdviceAsync(WorkloadRef workload, string recordName, CancellationToken cancellationToken) =>
        ReadAsync(workload.Cluster, RecordNames.Advice(workload.Namespace, recordName), cancellationToken);

    private async Task<JsonObject?> ReadAsync(string cluster, ObjectRef insight, CancellationToken cancellationToken)
    {
        try
        {
            return await clusters.Named(cluster).FindAsync(insight, cancellationToken);
        }
        catch (ClusterException)
        {
            // Whoever asks has a short form of the answer, and says that it is one.
            return null;
        }
    }
}
