using System.Text.Json;

namespace Autocura.Incidents;

/// <summary>Keeps a custom status under its 16 KB: long lines are cut, long lists show their end or their head and say how much is missing.</summary>
internal static class StatusBounds
{
    public const int LineLength = 300;

    /// <summary>16 KB of UTF-16, as Durable counts a custom status; one that is larger fails its orchestration.</summary>
    public const int MostCharacters = 8 * 1024;
    private const int TimelineEntries = 24;

    /// <summary>What is given up while the whole is too large, the least missed first. The record in the cluster keeps it all.</summary>
    private static readonly Func<IncidentStatus, IncidentStatus>[] Reductions =
    [
        status => status with { Timeline = Newest(status.Timeline, 12) },
        status => status with { Kinship = status.Kinship with { Children = [.. status.Kinship.Children.Take(4)] } },
        status => status with { Plan = status.Plan is { } plan ? plan with { Diff = Head(plan.Diff, 3) } : null },
        status => status with { Timeline = Newest(status.Timeline, 4) },
        status => status with { Measurements = Head(status.Measurements, 3) },
        status => status with { Plan = status.Plan is { } plan ? plan with { Diff = [], Steps = Head(plan.Steps, 1) } : null },
        status => status with { Measurements = [], Causes = [.. status.Causes.Take(1)], Timeline = Newest(status.Timeline, 1) },
        status => status with { Kinship = status.Kinship with { Children = [] } },
        status => status with { Causes = [], Plan = status.Plan is { } plan ? plan with { Steps = [] } : null },
    ];

    /// <summary>The status, with as much left out as it takes to fit. Letters that JSON escapes count as they are escaped.</summary>
    public static IncidentStatus Fit(IncidentStatus status)
    {
        foreach (var reduce in Reductions)
        {
            if (JsonSerializer.Serialize(status).Length <= MostCharacters) break;
            status = reduce(status);
        }

        return status;
    }

    public static string Line(string text) => text.Length <= LineLength ? text : text[..(LineLength - 3)] + "...";

    public static IReadOnlyList<TimelineEntry> Tail(List<TimelineEntry> timeline) =>
        timeline.Count <= TimelineEntries ? [.. timeline] : timeline[^TimelineEntries..];

    private static IReadOnlyList<TimelineEntry> Newest(IReadOnlyList<TimelineEntry> timeline, int most) => [.. timeline.TakeLast(most)];

    /// <summary>The first <paramref name="most"/> lines, each cut to length, and a count of the others.</summary>
    public static IReadOnlyList<string> Head(IReadOnlyList<string> lines, int most) => lines.Count <= most
        ? [.. lines.Select(Line)]
        : [.. lines.Take(most).Select(Line), $"... and {lines.Count - most} more"];
}
