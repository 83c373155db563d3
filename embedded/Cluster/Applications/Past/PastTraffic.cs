using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Cluster.Applications.Past;

/// <summary>What an application counted before it was watched: its healthy shares of answers and times, and the load of seven days.</summary>
internal sealed class PastTraffic(Survey healthy, LoadCurve curve, DateTimeOffset end)
{
    private readonly double mean = healthy.Application.Users.RequestsPerSecond;

    // One second at the mean load: enough to know the shares, which do not depend on the load worth speaking of.
    private readonly Flow flow = new RequestFlow(healthy).Follow(healthy.Application.Users.RequestsPerSecond, new Dictionary<string, double>(), 1);

    public PastLoad Load { get; } = new(curve, end);

    public Application Application => healthy.Application;

    /// <summary>Puts into counters what they had counted when users had made so many requests.</summary>
    public void Fill(IReadOnlyDictionary<(string Caller, string Callee), EdgeCounters> counters, double requests)
    {
        foreach (var edge in flow.Edges)
        {
            counters[(edge.Edge.Caller, edge.Edge.Callee.Name)].Add(edge, requests / mean);
        }
    }

    /// <summary>What had been counted when users had made so many requests.</summary>
    public TrafficCounts At(double requests)
    {
        var counters = healthy.Edges.ToDictionary(edge => (edge.Caller, edge.Callee.Name), _ => new EdgeCounters());
        Fill(counters, requests);
        return TrafficCounts.Of(healthy, counters, new Dictionary<string, double>());
    }
}
