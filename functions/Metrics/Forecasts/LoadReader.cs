using Autocura.Forecasting;
using Autocura.Incidents;
using Autocura.Metrics.Policies;
using Autocura.Metrics.Policies.Rollback;
using Autocura.Metrics.Scan;
using Autocura.Signals;

namespace Autocura.Metrics.Forecasts;

/// <summary>Reads a workload's load over a stretch of the past: the series of its metric that are its own, added up.</summary>
public sealed class LoadReader(IMetricSource source, MetricsReach reach, ScanOptions golden)
{
    /// <summary>The series, or why there is none.</summary>
    internal async Task<(RegularSeries? Series, string Gap)> ReadAsync((WorkloadRef Workload, string Query) load, DateTimeOffset end, (TimeSpan Length, TimeSpan Step) window, CancellationToken cancellationToken)
    {
        if (reach.Refusal(load.Workload) is { } refusal) return (null, refusal);
        var metric = new PolicyMetric(load.Query, load.Workload);
        return await source.QueryRangeAsync(RangeQuery.Ending(Expression(metric), end, window.Length, window.Step), cancellationToken) switch
        {
            MetricAnswer.Values values when values.Series.Where(series => metric.Owns(series.Labels)).ToList() is { Count: > 0 } own => (Sum(own, end, window), ""),
            MetricAnswer.Unmeasurable unknown => (null, unknown.Reason),
            _ => (null, $"no series of {load.Query} is of {load.Workload}"),
        };
    }

    private string Expression(PolicyMetric metric) => GoldenMetric.Is(metric.Text)
        ? new GoldenMetric(metric.Text).Expression(new ScanQueries(golden, reach.Matcher(metric.Workload.Cluster)), [metric.Workload.Namespace], golden.Window)
        : metric.Expression([metric.Workload.Namespace], reach.Matcher(metric.Workload.Cluster));

    private static RegularSeries Sum(List<MetricSeries> series, DateTimeOffset end, (TimeSpan Length, TimeSpan Step) window) => RegularSeries.From(
        series.SelectMany(one => one.Points).GroupBy(point => point.At).Select(same => (same.Key, same.Sum(point => point.Value))), end, window.Length, window.Step);
}
