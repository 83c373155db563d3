using Autocura.Incidents;

namespace Autocura.Metrics;

/// <summary>
/// Which clusters the metrics source speaks of. Numbers of one cluster taken for another's would call a broken workload healthy: where the queries do not
/// tell clusters apart, they speak of the home cluster alone.
/// </summary>
public sealed record MetricsReach(string HomeCluster, bool TellsClustersApart)
{
    /// <summary>Null when the source can be asked about the workload; else why not.</summary>
    internal string? Refusal(WorkloadRef workload) => TellsClustersApart || string.Equals(workload.Cluster, HomeCluster, StringComparison.OrdinalIgnoreCase)
        ? null
        : $"The metrics source speaks of cluster {HomeCluster} alone, and this is {workload.Cluster}: use $cluster in every query under Metrics:Queries.";
}
