namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>
/// Suspects the service whose own trouble is not its callees' and explains its callers'. Per kind of trouble that spreads by calls (latency, failures):
/// <c>unexplained share × (own weight + weight of what it explains)</c>; to that come what only the service itself uses (CPU, memory) and what its calls lose on
/// the way, between their two ends. Without a graph it is a ranking by surprise alone. Attempts and figures: docs/root-cause-ranking.md.
/// </summary>
public sealed class CallGraphRanking : IRootCauseRanking
{
    private static readonly SeriesKind[] Spreading = [SeriesKind.Latency, SeriesKind.Failures, SeriesKind.Availability];

    // Trouble of another kind than the alarm's is a hint and no more.
    private const double OtherKind = 0.3;

    public string Name => "call graph";

    public IReadOnlyList<RankedSeries> Rank(RankingInput input)
    {
        var surprises = input.Series.Select(series => (Series: series, Surprise: Surprise.Of(series.Kind, series.Before, series.After))).ToList();
        var byService = surprises.ToLookup(one => one.Series.Service);
        var onTheWay = LostOnTheWay(input, byService.Select(service => service.Key));
        var scores = byService.ToDictionary(service => service.Key, service => Own(service.Select(one => (one.Series.Kind, one.Surprise))) + onTheWay[service.Key]);
        var graph = new CallGraph(input);
        foreach (var (service, score) in Spreading.SelectMany(kind => Spread(input, graph, kind, surprises)))
        {
            scores[service] += score;
        }

        return [.. surprises
            .Select(one => new RankedSeries(one.Series.Service, one.Series.Signal, scores[one.Series.Service] * (1 + (Telling(one.Series.Kind, one.Surprise, onTheWay[one.Series.Service]) / 100))))
            .OrderByDescending(one => one.Score)
            .ThenBy(one => one.Service, StringComparer.Ordinal)];
    }

    private static double Own(IEnumerable<(SeriesKind Kind, Surprise Surprise)> series) =>
        series.Where(one => one.Kind == SeriesKind.Resource).Select(one => one.Surprise.Weight).DefaultIfEmpty(0).Max();

    private static IEnumerable<(string Service, double Score)> Spread(RankingInput input, CallGraph graph, SeriesKind kind, IEnumerable<(SplitSeries Series, Surprise Surprise)> all)
    {
        var surprises = all.Where(one => one.Series.Kind == kind)
            .GroupBy(one => one.Series.Service)
            .ToDictionary(service => service.Key, service => Surprise.Together([.. service.Select(one => one.Surprise)]));
        var weight = input.AlarmedBy is null || input.AlarmedBy == kind ? 1 : OtherKind;
        return surprises.Where(one => one.Value.IsAny)
            .Select(one => (one.Key, weight * graph.Unexplained(one.Key, surprises) * (one.Value.Weight + graph.Explains(one.Key, surprises))));
    }

    /// <summary>
    /// Latency that callers see and callees do not, by service: the mean over all of its calls in both directions, since a slow network interface slows every
    /// one of them, and one slow call of many is the other end's.
    /// </summary>
    private static Dictionary<string, double> LostOnTheWay(RankingInput input, IEnumerable<string> services)
    {
        var served = input.CallSeries.Where(call => !call.SeenByCaller).ToLookup(call => (call.Caller, call.Callee));
        var lost = input.CallSeries.Where(call => call.SeenByCaller)
            .SelectMany(call => served[(call.Caller, call.Callee)].Take(1), (seen, other) => (seen.Caller, seen.Callee, OnTheWay(seen, other).Weight))
            .ToList();
        return services.ToDictionary(
            service => service,
            service => lost.Where(call => call.Caller == service || call.Callee == service).Select(call => call.Weight).DefaultIfEmpty(0).Average());
    }

    // Moment by moment: whatever the callee did to both of its ends cancels, also before the trouble, so that what is usual on the way is known far better than what is usual at an end.
    private static Surprise OnTheWay(CallSeries seen, CallSeries served) => Surprise.Of(SeriesKind.Latency, Less(seen.Before, served.Before), Less(seen.After, served.After));

    private static List<double> Less(IReadOnlyList<double> seen, IReadOnlyList<double> served) => [.. seen.Zip(served, (caller, callee) => caller - callee)];

    /// <summary>Which of a service's series to show first: what can be a cause before what is an effect.</summary>
    private static double Telling(SeriesKind kind, Surprise surprise, double onTheWay) => kind switch
    {
        SeriesKind.Resource => 2 * surprise.Weight,
        SeriesKind.Load => surprise.Weight / 2,
        SeriesKind.Latency => surprise.Weight + (2 * onTheWay),
        _ => surprise.Weight,
    };
}
