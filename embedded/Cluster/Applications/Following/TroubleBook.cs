namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>A line that containers of a workload write again and again while some call of theirs fails.</summary>
internal sealed record Trouble(string Workload, ImageLogLine Line, DateTimeOffset Since)
{
    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>Remembers which calls of an application have failed of late, from when to when and why: what callers have in their logs.</summary>
internal sealed class TroubleBook
{
    private const int MostRemembered = 200;
    private readonly List<Trouble> troubles = [];

    /// <summary>Takes note of what fails from now on, and of what does no longer.</summary>
    public void Note(Survey survey, DateTimeOffset now)
    {
        var current = survey.Edges.Where(edge => edge.CallerWorkload is not null)
            .SelectMany(edge => edge.Routes.SelectMany(route => TroubleLines.Of(edge, route)).Select(line => (Workload: Writer(edge), Line: line)))
            .DistinctBy(one => (one.Workload, one.Line.Text))
            .ToList();
        for (var i = 0; i < troubles.Count; i++)
        {
            if (troubles[i].Until is null && !current.Exists(one => Is(troubles[i], one.Workload, one.Line)))
            {
                troubles[i] = troubles[i] with { Until = now };
            }
        }

        troubles.AddRange(current.Where(one => !troubles.Exists(known => known.Until is null && Is(known, one.Workload, one.Line)))
            .Select(one => new Trouble(one.Workload, one.Line, now)));
        troubles.RemoveRange(0, Math.Max(0, troubles.Count - MostRemembered));
    }

    public IReadOnlyList<Trouble> Of(string workload) => [.. troubles.Where(trouble => trouble.Workload == workload)];

    private static bool Is(Trouble trouble, string workload, ImageLogLine line) => trouble.Workload == workload && trouble.Line.Text == line.Text;

    /// <summary>Of a delivery it is the consumer who connects, and so who complains.</summary>
    private static string Writer(Edge edge) => edge.IsDelivery ? edge.Callee.Workload : edge.CallerWorkload!;
}
