using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Metrics;

/// <summary>Reads how long the slow requests to several Services take, span by span; the slowest Service counts.</summary>
internal sealed class LatencyMeter(IMetricSource source, ServiceLevelQueries queries, MetricsReach reach)
{
    private const double Quantile = 0.95;

    // Each span gives one value, which shares no request with the next: so they may be taken for independent.
    private const int SpansNow = 4;
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Usually = TimeSpan.FromMinutes(30);

    /// <summary>Over a window that ends now, and over the half hour that ended at <paramref name="calm"/>.</summary>
    public async Task<LatencyReading> ReadAsync(WorkloadRef workload, IReadOnlyList<string> services, Span asked, CancellationToken cancellationToken)
    {
        if (services.Count == 0 || reach.Refusal(workload) is not null)
        {
            return new LatencyReading();
        }

        var span = asked.Window / SpansNow > ShortestSpan ? asked.Window / SpansNow : ShortestSpan;
        var answers = await Task.WhenAll(services.Select(async service =>
        {
            var query = queries.Latency(workload.Namespace, service, span, Quantile, workload.Cluster);
            var usual = source.QueryRangeAsync(RangeQuery.Ending(query, asked.Calm, Usually, TimeSpan.FromSeconds(30)), cancellationToken);
            var now = source.QueryRangeAsync(RangeQuery.Ending(query, asked.Now, asked.Window - span, span), cancellationToken);
            return (Usual: await usual, Now: await now);
        }));
        if (answers.SelectMany(answer => new[] { answer.Usual, answer.Now }).OfType<MetricAnswer.Unmeasurable>().FirstOrDefault() is { } refusal)
        {
            return refusal.Reason == NoMetricSource.Reason ? new LatencyReading() : new LatencyReading { Refusal = refusal.Reason };
        }

        var slowest = answers.Select(answer => new LatencyReading { Usual = Points(answer.Usual), Now = Points(answer.Now) }).Where(one => one.Usual.Count > 0 && one.Now.Count > 0);
        return slowest.OrderByDescending(one => one.Now.Average() / Math.Max(one.Usual.Average(), 1e-6)).FirstOrDefault() ?? new LatencyReading();
    }

    private static IReadOnlyList<double> Points(MetricAnswer answer) =>
        answer is MetricAnswer.Values { Series: [var only] } ? [.. only.Points.Select(point => point.Value)] : [];

    /// <summary>When to look: a window that ends now, and a moment at which all was well.</summary>
    public sealed record Span(DateTimeOffset Now, TimeSpan Window, DateTimeOffset Calm);
}
