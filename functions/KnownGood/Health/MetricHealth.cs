using System.Globalization;
using Autocura.Metrics;
using Autocura.Metrics.Scan;
using Autocura.Signals;

namespace Autocura.KnownGood.Health;

/// <summary>
/// What the numbers say of the namespaces of one cluster: alerts that fire, and services whose requests fail. Three queries for all namespaces; requests are counted
/// under the names that the scan of golden signals knows.
/// </summary>
internal sealed class MetricHealth(IMetricSource source, MetricsReach reach, ScanOptions scan, KnownGoodOptions options)
{
    /// <summary>Requests a second below which a ratio says nothing: one in ten seconds.</summary>
    private const double LeastTraffic = 0.1;

    private static readonly string[] Quiet = ["none", "info"];

    public async Task<HealthNumbers> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        var matcher = reach.Matcher(cluster);
        var queries = new ScanQueries(scan, matcher);
        var answers = await Task.WhenAll(new[] { $"ALERTS{{alertstate=\"firing\"{(matcher.Length > 0 ? "," : "")}{matcher}}}", queries.Now(scan.Rate), queries.Now(scan.Errors) }
            .Select(query => source.QueryAsync(query, cancellationToken: cancellationToken)));
        if (answers.OfType<MetricAnswer.Unmeasurable>().FirstOrDefault() is { } silent)
        {
            return silent.Reason == NoMetricSource.Reason ? HealthNumbers.None : HealthNumbers.None with { Unmeasured = silent.Reason };
        }

        var alerts = Of(answers[0]).Where(series => !Quiet.Contains(series.Labels.GetValueOrDefault("severity", "")))
            .Select(series => (Namespace(series), $"the alert {series.Labels.GetValueOrDefault("alertname")} fires"));
        var rates = ByService(answers[1]).Where(service => service.Value > LeastTraffic).ToDictionary();
        var failing = ByService(answers[2]).Where(service => rates.TryGetValue(service.Key, out var rate) && service.Value / rate > options.MaxErrorRatio)
            .Select(service => (service.Key.Namespace, string.Create(CultureInfo.InvariantCulture, $"{service.Value / rates[service.Key]:P0} of the requests to {service.Key.Service} fail")));
        return new HealthNumbers([.. alerts.Concat(failing).Distinct()], rates.Keys.Select(service => service.Namespace).ToHashSet());
    }

    private static Dictionary<(string Namespace, string Service), double> ByService(MetricAnswer answer) => Of(answer)
        .GroupBy(series => (Namespace(series), series.Labels.GetValueOrDefault("service", "")))
        .ToDictionary(group => group.Key, group => group.First().Points[^1].Value);

    private static IEnumerable<MetricSeries> Of(MetricAnswer answer) => (answer as MetricAnswer.Values)?.Series ?? [];

    private static string Namespace(MetricSeries series) => series.Labels.GetValueOrDefault("namespace", "");
}

/// <summary>
/// Problems by namespace, and the namespaces of which requests are counted: null when there is no metrics source at all. <see cref="Unmeasured"/> is why nothing
/// can be said although one is configured.
/// </summary>
internal sealed record HealthNumbers(IReadOnlyList<(string Namespace, string Problem)> Problems, IReadOnlySet<string>? Counted)
{
    public static readonly HealthNumbers None = new([], null);

    public string? Unmeasured { get; init; }
}
