using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Metrics;
using Autocura.Statistics;
using Autocura.Verification.Criteria;

namespace Autocura.Dashboard;

/// <summary>
/// Reads a workload's own golden signals point by point from before its trouble until now, for people to look at: the same questions and the same change points
/// as a diagnosis goes by.
/// </summary>
public sealed class SeriesBoard(IMetricSource source, IClusters clusters, MetricsOptions options, MetricsReach reach, TimeProvider time)
{
    private const int MostPoints = 240;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="request">The incident and its signals.</param>
    /// <param name="until">Where the window ends: when the incident ended, or now.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<SeriesReading> ReadAsync(EvidenceRequest request, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        if (source is NoMetricSource)
        {
            return new SeriesReading([], [NoMetricSource.Reason]);
        }

        if ((reach with { TellsClustersApart = options.Measurements.TellsClustersApart() }).Refusal(workload) is { } outOfReach)
        {
            return new SeriesReading([], [outOfReach.Replace("Metrics:Queries", "Metrics:Measurements", StringComparison.Ordinal)]);
        }

        using var asked = new BudgetedSource(source, Budget, time, cancellationToken);
        var reading = new PartialReading();
        var services = OwnServices.ReadAsync(clusters.Named(workload.Cluster), request, reading, cancellationToken);
        var series = NamespaceSeries.ReadAsync(asked, options.Measurements.Fill(workload.Namespace, workload.Cluster), expression => Over(expression, request.Onset(), until));
        await Task.WhenAll(services, series);
        var own = (await series).Of(workload.Name, await services).Select(one => View(one.Signal, one.Points, request.Onset()));
        return new SeriesReading([.. own], [.. asked.Gaps, .. reading.Gaps]);
    }

    private PlottedSeries View(string signal, IReadOnlyList<Observation> points, DateTimeOffset onset)
    {
        var digest = SeriesDigest.Of(signal, points, onset, NamespaceSeries.LooksBack(signal, options.Measurements.Window));
        return new PlottedSeries(signal, [.. points.Select(point => new PlottedPoint(point.At, point.Value))])
        {
            Usual = digest.Before,
            Limit = LimitOf(signal, digest.Before),
            ChangedAt = digest.ChangedAt,
            Shift = digest.Shift,
        };
    }

    private static double? LimitOf(string signal, double? usual) => signal switch
    {
        Signal.ErrorRatio => ErrorRatioCriterion.LimitOf(usual),
        Signal.LatencyP95 when usual is { } seconds => LatencyCriterion.LimitOf(seconds),
        _ => null,
    };

    private RangeQuery Over(string expression, DateTimeOffset onset, DateTimeOffset until)
    {
        var from = onset - options.Measurements.Before;
        from = until - from > Longest ? until - Longest : from;
        var steps = Math.Max(1, Math.Ceiling((until - from) / MostPoints / options.Measurements.Step));
        return new RangeQuery(expression, from, until, steps * options.Measurements.Step);
    }
}
