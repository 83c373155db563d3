using Autocura.Incidents;

namespace Autocura.Metrics;

/// <summary>Reads from metrics who calls whom in a namespace, and how each service answers: a few questions grouped by name, however many services there are.</summary>
public sealed class DependencyMetrics(IMetricSource source, MetricsOptions options, MetricsReach reach, TimeProvider time)
{
    private const int MostEdges = 2000;

    // A histogram without calls, or whose calls all lie beyond its last bound, has no quantile.
    private const double Endless = 3600;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    /// <summary>Nothing, without a gap, when no source is configured or it knows nothing of the namespace.</summary>
    public async Task<DependencyReading> ReadAsync(string cluster, string @namespace, CancellationToken cancellationToken)
    {
        var apart = options.Dependencies.TellsClustersApart() && options.Measurements.TellsClustersApart();
        if ((reach with { TellsClustersApart = apart }).Refusal(new WorkloadRef(cluster, "", @namespace, "")) is not null)
        {
            return DependencyReading.Empty;
        }

        using var asked = new BudgetedSource(source, Budget, time, cancellationToken);
        var window = options.Dependencies.Window;
        var levels = LevelsAsync(asked, options.Measurements.Levels(@namespace, cluster, window));
        var edges = await Task.WhenAll(options.Dependencies.All.Select(templates => EdgesAsync(asked, templates.Fill(@namespace, cluster, window))));
        return new DependencyReading(edges.FirstOrDefault(found => found.Count > 0) ?? [], await levels, asked.Gaps);
    }

    private static async Task<IReadOnlyList<DependencyEdge>> EdgesAsync(BudgetedSource asked, DependencyTemplates queries)
    {
        var answers = await Task.WhenAll(new[] { queries.Requests, queries.Failed, queries.Latency }.Select(asked.NowAsync));
        var (failed, latency) = (ByEnds(answers[1]), ByEnds(answers[2]));
        return [.. ByEnds(answers[0])
            .Where(edge => edge.Value > 0 && edge.Key.Client != edge.Key.Server)
            .OrderByDescending(edge => edge.Value).ThenBy(edge => edge.Key)
            .Take(MostEdges)
            .Select(edge => new DependencyEdge(edge.Key.Client, edge.Key.Server, edge.Value)
            {
                FailedShare = Math.Clamp(failed.GetValueOrDefault(edge.Key) / edge.Value, 0, 1),
                LatencyP95 = Finite(latency, edge.Key),
            })];
    }

    private static async Task<IReadOnlyDictionary<string, ServiceLevel>> LevelsAsync(BudgetedSource asked, ServiceLevelTemplates queries)
    {
        var answers = await Task.WhenAll(new[] { queries.RequestRate, queries.ErrorRatio, queries.Latency }.Select(asked.NowAsync));
        var (ratio, latency) = (ByService(answers[1]), ByService(answers[2]));
        return ByService(answers[0]).ToDictionary(
            service => service.Key,
            service => new ServiceLevel(service.Value) { ErrorRatio = Finite(ratio, service.Key), LatencyP95 = Finite(latency, service.Key) });
    }

    private static double? Finite<TKey>(Dictionary<TKey, double> values, TKey key) where TKey : notnull =>
        values.TryGetValue(key, out var value) && value is >= 0 and < Endless ? value : null;

    private static Dictionary<(string Client, string Server), double> ByEnds(IReadOnlyList<MetricSeries> series) => series
        .Where(one => one.Labels.ContainsKey("client") && one.Labels.ContainsKey("server"))
        .GroupBy(one => (one.Labels["client"], one.Labels["server"]))
        .ToDictionary(group => group.Key, group => group.First().Points[^1].Value);

    private static Dictionary<string, double> ByService(IReadOnlyList<MetricSeries> series) => series
        .Where(one => one.Labels.ContainsKey("service"))
        .GroupBy(one => one.Labels["service"])
        .ToDictionary(group => group.Key, group => group.First().Points[^1].Value);
}
