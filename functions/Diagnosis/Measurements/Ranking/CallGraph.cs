namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>Who calls whom, and how trouble of one kind passes from the called to their callers.</summary>
internal sealed class CallGraph
{
    private readonly ILookup<string, string> callees;
    private readonly ILookup<string, string> callers;

    public CallGraph(RankingInput input)
    {
        var calls = input.Calls.Concat(input.CallSeries.Select(call => (call.Caller, call.Callee))).Where(call => call.Caller != call.Callee).Distinct().ToList();
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
}
