using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Usage;

/// <summary>What the nodes can be asked about their pods: their logs, and what their containers use.</summary>
public sealed record NodeReports(IPodLogs Logs)
{
    /// <summary>Null where nothing runs, and so nothing is served.</summary>
    public IPodMetrics? Metrics { get; init; }

    /// <summary>Null where nothing runs, and so nothing is used.</summary>
    internal IPodUsage? Usage { get; init; }
}
