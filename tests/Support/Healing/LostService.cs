using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Support.Healing;

/// <summary>
/// What a fault costs the users of an application: the share of their requests that fail, or that do not arrive any more though they did before, summed over time.
/// One minute of total outage is one minute.
/// </summary>
internal sealed class LostService(Func<TrafficView?> view)
{
    private readonly Dictionary<string, double> usual = [];

    public double Minutes { get; private set; }

    /// <summary>Remembers how much is asked for while all is well.</summary>
    public void Learn()
    {
        foreach (var edge in OfUsers())
        {
            usual[edge.Service] = edge.RequestsPerSecond;
        }
    }

    /// <summary>Counts what was lost in a span in which nothing changed.</summary>
    public void Count(TimeSpan span)
    {
        var all = usual.Values.Sum();
        if (all > 0)
        {
            var now = OfUsers().ToDictionary(edge => edge.Service);
            var lost = usual.Sum(asked => asked.Value * (now.GetValueOrDefault(asked.Key)?.ErrorRatio ?? 1));
            Minutes += span.TotalMinutes * lost / all;
        }
    }

    private IEnumerable<EdgeReading> OfUsers() => view()?.OfUsers.Where(edge => edge.RequestsPerSecond > 0) ?? [];
}
