using System.Text.RegularExpressions;
using Autocura.Incidents;

namespace Autocura.Metrics;

/// <summary>
/// Which clusters the metrics source speaks of. Numbers of one cluster taken for another's would call a broken workload healthy: where the queries do not
/// tell clusters apart, they speak of the home cluster alone.
/// </summary>
public sealed record MetricsReach(string HomeCluster, bool TellsClustersApart)
{
    /// <summary>Whether more than the home cluster is looked after.</summary>
    public bool HasSeveral { get; init; }

    /// <summary>
    /// A matcher for the series of a cluster by their label <c>cluster</c>; empty where there is only one. Series without it are the home cluster's, as a Prometheus has
    /// them that knows of no other.
    /// </summary>
    internal string Matcher(string cluster) => !HasSeveral ? ""
        : $"cluster=~{PromQl.Quote($"(?i:{Regex.Escape(cluster)}){(IsHome(cluster) ? "|" : "")}")}";

    /// <summary>Null when the source can be asked about the workload; else why not.</summary>
    internal string? Refusal(WorkloadRef workload) => TellsClustersApart || IsHome(workload.Cluster)
        ? null
        : $"The metrics source speaks of cluster {HomeCluster} alone, and this is {workload.Cluster}: use $cluster in every query under Metrics:Queries.";

    private bool IsHome(string cluster) => string.Equals(cluster, HomeCluster, StringComparison.OrdinalIgnoreCase);
}
