namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>Who calls whom, and how trouble of one kind passes from the called to their callers.</summary>
internal sealed class CallGraph
{
    private readonly ILookup<string, string> callees;
    private readonly ILookup<string, string> callers;

    public CallGraph(RankingInput input)
    {
        var calls = input.Calls.Concat(input.CallSeries.Select(call => (call.Caller, call.Callee))).Where(call => call.Caller != call.Callee).Distinct().ToList();
        var fromInside = input.Series.Where(series => series.Kind == SeriesKind.Resource).Select(series => series.Service).ToHashSet();
        calls.AddRange([.. HandedOn(calls, fromInside)]);
        callees = calls.ToLookup(call => call.Caller, call => call.Callee);
        callers = calls.ToLookup(call => call.Callee, call => call.Caller);
    }

    /// <summary>The share of a service's own change that its callees do not account for, 0 to 1.</summary>
    public double Unexplained(string service, IReadOnlyDictionary<string, Surprise> surprises) =>
        1 - Math.Min(1, callees[service].Sum(callee => surprises.GetValueOrDefault(callee).ShareOf(surprises[service])));

    /// <summary>
    /// The weight of what its callers suffer and theirs, as far as the service accounts for it: a step passes on the share of the caller's change that is the
    /// callee's, and a way ends where nothing changed. Each service counts once, by the shortest way.
    /// </summary>
    public double Explains(string service, IReadOnlyDictionary<string, Surprise> surprises)
    {
        var explained = 0.0;
        var seen = new HashSet<string> { service };
        var open = new Queue<(string Service, double Share)>([(service, 1.0)]);
        while (open.TryDequeue(out var at))
        {
            foreach (var caller in callers[at.Service].Where(caller => surprises.GetValueOrDefault(caller).IsAny && seen.Add(caller)))
            {
                var share = at.Share * surprises[at.Service].ShareOf(surprises[caller]);
                explained += share * surprises[caller].Weight;
                open.Enqueue((caller, share));
            }
        }

        return explained;
    }

    /// <summary>
    /// Calls that nobody sees and that may be: what is measured by its callers alone (a load balancer, a name outside of the cluster) may hand requests on to whatever else its callers
    /// call, and be slow by that. The other way round it is known: who does not call it, nor anything that does, is not slow by it.
    /// </summary>
    private static IEnumerable<(string Caller, string Callee)> HandedOn(IReadOnlyList<(string Caller, string Callee)> calls, HashSet<string> fromInside)
    {
        var (called, calling) = (calls.ToLookup(call => call.Caller, call => call.Callee), calls.ToLookup(call => call.Callee, call => call.Caller));
        return calling.Select(one => one.Key)
            .Where(leaf => !called.Contains(leaf) && !fromInside.Contains(leaf))
            .SelectMany(leaf => calling[leaf].SelectMany(caller => called[caller]).Distinct()
                .Where(beside => beside != leaf && called.Contains(beside) && !Reaches(called, beside, leaf))
                .Select(beside => (leaf, beside)));
    }

    private static bool Reaches(ILookup<string, string> called, string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in called[at].Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen.Contains(to);
    }
}
