using System.Globalization;
using Autocura.Metrics;

namespace Autocura.KnownGood.Health;

/// <summary>What the numbers say against namespaces of one cluster: alerts that fire, and services whose requests fail. Two queries for all namespaces.</summary>
internal sealed class MetricHealth(IMetricSource source, MetricsReach reach, KnownGoodOptions options)
{
    private const string Firing = "ALERTS{alertstate=\"firing\"}";

    /// <summary>Requests a second below which a ratio says nothing: one in ten seconds.</summary>
    private const double LeastTraffic = 0.1;

    private static readonly string[] Quiet = ["none", "info"];

    private string Errors
    {
        get
        {
            const string By = "sum by (cluster, namespace, service)";
            const string All = $"{By} (rate(http_requests_total[2m]))";
            var most = options.MaxErrorRatio.ToString("R", CultureInfo.InvariantCulture);
            return $"({By} (rate(http_requests_total{{code=~\"5..\"}}[2m])) / {All} > {most}) and {All} > {LeastTraffic.ToString("R", CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>Problems by namespace; or why nothing can be said, when a metrics source is configured and does not answer.</summary>
    public async Task<(IReadOnlyList<(string Namespace, string Problem)> Problems, string? Unmeasured)> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        if (!reach.TellsClustersApart && !string.Equals(cluster, reach.HomeCluster, StringComparison.OrdinalIgnoreCase))
        {
            return ([], null); // no numbers speak of this cluster: it is judged by its objects
        }

        var answers = await Task.WhenAll(source.QueryAsync(Firing, cancellationToken: cancellationToken), source.QueryAsync(Errors, cancellationToken: cancellationToken));
        if (answers.OfType<MetricAnswer.Unmeasurable>().FirstOrDefault() is { } silent)
        {
            return ([], silent.Reason == NoMetricSource.Reason ? null : silent.Reason);
        }

        var alerts = Of(answers[0], cluster).Where(series => !Quiet.Contains(series.Labels.GetValueOrDefault("severity", "")))
            .Select(series => (Namespace(series), $"the alert {series.Labels.GetValueOrDefault("alertname")} fires"));
        var errors = Of(answers[1], cluster)
            .Select(series => (Namespace(series), string.Create(CultureInfo.InvariantCulture, $"{series.Points[^1].Value:P0} of the requests to {series.Labels.GetValueOrDefault("service")} fail")));
        return ([.. alerts.Concat(errors).Distinct()], null);
    }

    private static IEnumerable<MetricSeries> Of(MetricAnswer answer, string cluster) => ((answer as MetricAnswer.Values)?.Series ?? [])
        .Where(series => !series.Labels.TryGetValue("cluster", out var named) || named.Length == 0 || string.Equals(named, cluster, StringComparison.OrdinalIgnoreCase));

    private static string Namespace(MetricSeries series) => series.Labels.GetValueOrDefault("namespace", "");
}
