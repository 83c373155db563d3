using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Metrics;

/// <summary>Measures the requests to several Services as one: rates are added, error ratios weighted by them.</summary>
internal sealed class TrafficMeter(IMetricSource source, ServiceLevelQueries queries, MetricsReach reach)
{
    public async Task<TrafficReading> ReadAsync(WorkloadRef workload, IReadOnlyList<string> services, TimeSpan window, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (services.Count == 0)
        {
            return TrafficReading.NotAsked;
        }

        if (reach.Refusal(workload) is { } outOfReach)
        {
            return new TrafficReading(TrafficState.Unmeasurable, outOfReach);
        }

        var answers = await Task.WhenAll(services.Select(async service => (
            Rate: await source.QueryAsync(queries.RequestRate(workload.Namespace, service, window, workload.Cluster), at, cancellationToken),
            Ratio: await source.QueryAsync(queries.ErrorRatio(workload.Namespace, service, window, workload.Cluster), at, cancellationToken))));
        var refusal = answers.SelectMany(answer => new[] { answer.Rate, answer.Ratio }).OfType<MetricAnswer.Unmeasurable>().FirstOrDefault();
        return refusal switch
        {
            { Reason: NoMetricSource.Reason } => TrafficReading.NotAsked,
            { } => new TrafficReading(TrafficState.Unmeasurable, refusal.Reason),
            _ => Together([.. answers.Select(answer => (Value(answer.Rate), Value(answer.Ratio)))]),
        };
    }

    private static TrafficReading Together(IReadOnlyList<(double? Rate, double? Ratio)> services)
    {
        var served = services.Where(service => service is { Rate: > 0, Ratio: not null }).ToList();
        var rate = served.Sum(service => service.Rate!.Value);
        return served.Count == 0
            ? new TrafficReading(TrafficState.NoRequests, "no requests")
            : new TrafficReading(TrafficState.Measured, "measured", served.Sum(service => service.Rate!.Value * service.Ratio!.Value) / rate, rate);
    }

    // The built-in templates sum to one series; a template of the administrator's own that does not is no single number.
    private static double? Value(MetricAnswer answer) => answer is MetricAnswer.Values values ? values.Only?.Value : null;
}
