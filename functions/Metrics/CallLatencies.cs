using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Metrics;

/// <summary>Reads how long the calls of a namespace take by both of their ends, from value to value: what lies between the two ends is neither end's code.</summary>
internal static class CallLatencies
{
    // Two ends of each, and as many values as a series has.
    private const int MostCalls = 500;

    /// <summary>Of the first templates that know both ends of any call; none where a source measures one end alone.</summary>
    public static async Task<IReadOnlyList<NamedCall>> ReadAsync(BudgetedSource asked, IReadOnlyList<DependencyTemplates> queries, Func<string, RangeQuery> over, TimeSpan window)
    {
        var known = await Task.WhenAll(queries.Where(one => one is { Latency.Length: > 0, Served.Length: > 0 }).Select(one => BothAsync(asked, over(one.Latency), over(one.Served), window)));
        return known.FirstOrDefault(calls => calls.Count > 0) ?? [];
    }

    private static async Task<IReadOnlyList<NamedCall>> BothAsync(BudgetedSource asked, RangeQuery seen, RangeQuery served, TimeSpan window)
    {
        var answers = await Task.WhenAll(asked.RangeAsync(seen), asked.RangeAsync(served));
        var ends = ByEnds(answers[1]);
        return [.. ByEnds(answers[0])
            .Where(call => call.Key.Client != call.Key.Server && ends.ContainsKey(call.Key))
            .OrderBy(call => call.Key)
            .Take(MostCalls)
            .Select(call => new NamedCall(call.Key.Client, call.Key.Server, Joined(call.Value, ends[call.Key]), window))
            .Where(call => call.Points.Count > 0)];
    }

    private static List<BothEnds> Joined(IReadOnlyList<MetricPoint> seen, IReadOnlyList<MetricPoint> served) =>
        [.. seen.Join(served, point => point.At, point => point.At, (caller, callee) => new BothEnds(caller.At, caller.Value, callee.Value)).Where(point => double.IsFinite(point.Seen) && double.IsFinite(point.Served))];

    private static Dictionary<(string Client, string Server), IReadOnlyList<MetricPoint>> ByEnds(IReadOnlyList<MetricSeries> series) => series
        .Where(one => one.Labels.ContainsKey("client") && one.Labels.ContainsKey("server"))
        .GroupBy(one => (one.Labels["client"], one.Labels["server"]))
        .ToDictionary(group => group.Key, group => group.First().Points);
}
