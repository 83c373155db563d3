using Autocura.Diagnosis.Measurements;
using Autocura.Statistics;

namespace Autocura.Metrics;

/// <summary>The series of all services and workloads of a namespace: by signal, then by the name of the service or workload.</summary>
internal sealed class NamespaceSeries(Dictionary<string, Dictionary<string, IReadOnlyList<Observation>>> bySignal)
{
    private static readonly string[] ByService = [Signal.RequestRate, Signal.ErrorRatio, Signal.LatencyP95, Signal.QueueLag];

    /// <summary>Signals whose values look back over a window; the others are gauges.</summary>
    private static readonly string[] Gauges = [Signal.Memory, Signal.MemoryShare, Signal.QueueLag];

    public IEnumerable<(string Name, string Signal, IReadOnlyList<Observation> Points)> All =>
        bySignal.SelectMany(signal => signal.Value.Select(one => (one.Key, signal.Key, one.Value)));

    public static async Task<NamespaceSeries> ReadAsync(BudgetedSource asked, IReadOnlyDictionary<string, string> queries, Func<string, RangeQuery> over)
    {
        var answers = await Task.WhenAll(queries.Select(async query => (Signal: query.Key, Series: await asked.RangeAsync(over(query.Value)))));
        return new NamespaceSeries(answers.ToDictionary(answer => answer.Signal, answer => Named(answer.Series, ByService.Contains(answer.Signal) ? "service" : "workload")));
    }

    public static TimeSpan LooksBack(string signal, TimeSpan window) => Gauges.Contains(signal) ? TimeSpan.Zero : window;

    /// <summary>One workload's own signals: those of the Services in front of it taken together, and those of its containers. Without points they are left out.</summary>
    public IEnumerable<(string Signal, IReadOnlyList<Observation> Points)> Of(string workload, IReadOnlyCollection<string> services)
    {
        var rates = services.Select(service => Points(Signal.RequestRate, service)).Where(points => points.Count > 0).ToList();
        (string Signal, IReadOnlyList<Observation> Points)[] own =
        [
            (Signal.RequestRate, Together(rates, values => values.Sum())),
            (Signal.ErrorRatio, Weighted([.. services.Select(service => (Points(Signal.ErrorRatio, service), Points(Signal.RequestRate, service)))])),
            (Signal.LatencyP95, Together(services.Select(service => Points(Signal.LatencyP95, service)), values => values.Max())),
            (Signal.QueueLag, Together(services.Append(workload).Distinct().Select(name => Points(Signal.QueueLag, name)), values => values.Sum())),
            .. bySignal.Keys.Except(ByService).Select(signal => (signal, Points(signal, workload))),
        ];
        return own.Where(one => one.Points.Count > 0);
    }

    private IReadOnlyList<Observation> Points(string signal, string name) => bySignal.GetValueOrDefault(signal)?.GetValueOrDefault(name) ?? [];

    private static Dictionary<string, IReadOnlyList<Observation>> Named(IReadOnlyList<MetricSeries> series, string label) => series
        .Where(one => one.Labels.ContainsKey(label))
        .GroupBy(one => one.Labels[label])
        .ToDictionary(group => group.Key, group => (IReadOnlyList<Observation>)[.. group.First().Points.Where(point => double.IsFinite(point.Value)).Select(point => new Observation(point.At, point.Value))]);

    private static List<Observation> Together(IEnumerable<IReadOnlyList<Observation>> several, Func<IEnumerable<double>, double> combine) =>
        [.. several.SelectMany(points => points).GroupBy(point => point.At).OrderBy(at => at.Key).Select(at => new Observation(at.Key, combine(at.Select(point => point.Value))))];

    /// <summary>Ratios weighted by the requests they are ratios of.</summary>
    private static List<Observation> Weighted(IReadOnlyList<(IReadOnlyList<Observation> Ratios, IReadOnlyList<Observation> Rates)> several)
    {
        var parts = several.SelectMany(one => one.Ratios.Join(one.Rates, ratio => ratio.At, rate => rate.At, (ratio, rate) => (ratio.At, Failed: ratio.Value * rate.Value, All: rate.Value)));
        return [.. parts.GroupBy(part => part.At)
            .Where(at => at.Sum(part => part.All) > 0)
            .OrderBy(at => at.Key)
            .Select(at => new Observation(at.Key, at.Sum(part => part.Failed) / at.Sum(part => part.All)))];
    }
}
