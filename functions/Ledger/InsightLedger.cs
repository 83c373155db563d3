using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>Reads a diagnosis back from the record in the cluster.</summary>
public sealed class InsightLedger(IClusters clusters)
{
    /// <summary>The AIInsight of an incident; null when none was written, or its cluster does not give it now.</summary>
    public async Task<JsonObject?> FindAsync(WorkloadRef workload, string recordName, CancellationToken cancellationToken)
    {
        try
        {
            return await clusters.Named(workload.Cluster).FindAsync(RecordNames.Insight(workload.Namespace, recordName), cancellationToken);
        }
        catch (ClusterException)
        {
            // Whoever asks has a short form of the answer, and says that it is one.
            return null;
        }
    }
}
