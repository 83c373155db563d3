using System.Net;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>Keeps what is told of an incident with its Issue: <c>kubectl get issue NAME -o jsonpath='{.status.report}'</c>.</summary>
public sealed class IssueReports(IClusters clusters)
{
    /// <exception cref="ClusterException">The Issue cannot be written.</exception>
    public async Task KeepAsync(Incident incident, string report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var status = new JsonObject { ["status"] = new JsonObject { ["report"] = report } };
        try
        {
            await clusters.Named(incident.Workload.Cluster).PatchAsync(RecordNames.Issue(incident), new ObjectPatch(PatchKind.Merge, status, Subresource: "status"), cancellationToken);
        }
        catch (ClusterException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // Somebody has deleted the Issue since it was read: there is nothing to keep the report with.
        }
    }
}
