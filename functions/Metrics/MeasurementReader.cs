using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Measurements.Ranking;
using Autocura.Incidents;
using Autocura.Statistics;

namespace Autocura.Metrics;

/// <summary>
/// Reads what the numbers say around the onset: the workload's own golden signals, and which services of its namespace changed most. Each signal is asked for
/// once for the whole namespace. Bounded in time and size; what was not answered is a gap.
/// </summary>
public sealed class MeasurementReader(IMetricSource source, IClusters clusters, MetricsOptions options, MetricsReach reach, TimeProvider time)
{
    private const int MostPoints = 120;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>No view and no gap when no source is configured.</summary>
    public async Task<MeasurementsReading> ReadAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        if (source is NoMetricSource)
        {
            return new MeasurementsReading(null, []);
        }

        if ((reach with { TellsClustersApart = options.Measurements.TellsClustersApart() }).Refusal(workload) is { } outOfReach)
        {
            return new MeasurementsReading(null, [EvidencePart.Gap(EvidencePart.Metrics, outOfReach.Replace("Metrics:Queries", "Metrics:Measurements", StringComparison.Ordinal))]);
        }

        using var asked = new BudgetedSource(source, Budget, time, cancellationToken);
        var reading = new PartialReading();
        var services = OwnServices.ReadAsync(clusters.Named(workload.Cluster), request, reading, cancellationToken);
        var edges = new DependencyMetrics(source, options, reach, time).ReadAsync(workload.Cluster, workload.Namespace, cancellationToken);
        var series = NamespaceSeries.ReadAsync(asked, options.Measurements.Fill(workload.Namespace, workload.Cluster), expression => Around(expression, request.Onset()));
        var ends = CallLatencies.ReadAsync(asked, [.. Ways(workload)], expression => Around(expression, request.Onset()), options.Measurements.Window);
        await Task.WhenAll(services, edges, series, ends);
        return asked.Answers == 0
            ? new MeasurementsReading(null, asked.Gaps)
            : new MeasurementsReading(View(request, await services, await series, (await edges, await ends)), [.. asked.Gaps, .. reading.Gaps]);
    }

    private MeasurementsView View(EvidenceRequest request, IReadOnlyList<string> services, NamespaceSeries series, (DependencyReading Dependencies, IReadOnlyList<NamedCall> Ends) calls)
    {
        var onset = request.Onset();
        var window = options.Measurements.Window;
        var own = series.Of(request.Incident.Workload.Name, services)
            .Select(one => SeriesDigest.Of(one.Signal, one.Points, onset, NamespaceSeries.LooksBack(one.Signal, window)))
            .ToList();
        var all = series.All.Select(one => new NamedSeries(one.Name, one.Signal, one.Points, NamespaceSeries.LooksBack(one.Signal, window))).ToList();
        var edges = calls.Dependencies.Edges.Select(edge => (edge.Client, edge.Server)).ToList();
        return new MeasurementsView { Series = own, Suspects = Suspects.Among(all, edges, request.Incident.Workload.Name, onset, calls.Ends) };
    }

    // Other clusters' calls would be taken for this one's where the templates do not tell them apart; the list of calls is left out then, too.
    private IEnumerable<DependencyTemplates> Ways(WorkloadRef workload) =>
        (reach with { TellsClustersApart = options.Dependencies.TellsClustersApart() }).Refusal(workload) is null
            ? options.Dependencies.All.Select(templates => templates.Fill(workload.Namespace, workload.Cluster, options.Measurements.Window))
            : [];

    private RangeQuery Around(string expression, DateTimeOffset onset)
    {
        var now = time.GetUtcNow();
        var from = onset - options.Measurements.Before;
        from = now - from > Longest ? now - Longest : from;
        var steps = Math.Max(1, Math.Ceiling((now - from) / MostPoints / options.Measurements.Step));
        return new RangeQuery(expression, from, now, steps * options.Measurements.Step);
    }
}
