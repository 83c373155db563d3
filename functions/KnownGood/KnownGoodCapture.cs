using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.KnownGood.Capture;
using Autocura.KnownGood.Health;
using Autocura.Metrics;
using Microsoft.Extensions.Logging;

namespace Autocura.KnownGood;

/// <summary>
/// Keeps, in every cluster, the state of each object that matters while its namespace is healthy. All it needs to remember between two runs stands in the cluster, so it
/// does not matter which host runs it, nor whether two do at once.
/// </summary>
public sealed partial class KnownGoodCapture(IClusters clusters, CaptureSources sources, TimeProvider time, ILogger<KnownGoodCapture> log)
{
    /// <summary>What is not written within it is written by the next run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Runs once in every cluster. A cluster that does not answer holds up no other, and is reported.</summary>
    public async Task<IReadOnlyList<CaptureReport>> RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(clusters.All.Select(cluster => RunAsync(cluster, cancellationToken)));

    private async Task<CaptureReport> RunAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var terms = new CaptureTerms(sources.Options, sources.OwnNamespace, time.GetUtcNow(), () => time.GetElapsedTime(began) > Patience);
        try
        {
            var metrics = new MetricHealth(sources.Metrics, sources.Reach, sources.System.Scan, sources.Options);
            var report = await new ClusterCapture(cluster, metrics, terms).RunAsync(sources.ProtectedNamespaces, cancellationToken);
            Tell(report);
            return report;
        }
        catch (ClusterException silent)
        {
            LogFailed(cluster.Name, silent.Message);
            return new CaptureReport(cluster.Name) { Problems = [silent.Message] };
        }
    }

    private void Tell(CaptureReport report)
    {
        if (report.Written > 0 || report.Deleted > 0)
        {
            LogKept(report.Cluster, report.Written, report.Deleted, report.Namespaces.Count(ns => ns.IsSettled), report.Namespaces.Count);
        }

        foreach (var problem in report.Problems)
        {
            LogProblem(report.Cluster, problem);
        }
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Known good of cluster {Cluster}: {Written} written, {Deleted} forgotten; {Settled} of {Namespaces} namespaces have been healthy for long enough")]
    private partial void LogKept(string cluster, int written, int deleted, int settled, int namespaces);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, Message = "Known good of cluster {Cluster}: {Problem}")]
    private partial void LogProblem(string cluster, string problem);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "Known good of cluster {Cluster} was not captured: {Reason}")]
    private partial void LogFailed(string cluster, string reason);
}

/// <summary>What the capture judges by.</summary>
public sealed record CaptureSources(IMetricSource Metrics, MetricsReach Reach, KnownGoodOptions Options, AutocuraOptions System)
{
    internal string OwnNamespace => System.Namespace;

    internal IReadOnlyList<string> ProtectedNamespaces => System.ToIncidentSettings().ProtectedNamespaces;
}
