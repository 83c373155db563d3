namespace Autocura.Incidents;

/// <summary>Keeps a custom status under its 16 KB: long lines are cut, long lists show their end or their head and say how much is missing.</summary>
internal static class StatusBounds
{
    public const int LineLength = 300;
    private const int TimelineEntries = 24;

    public static string Line(string text) => text.Length <= LineLength ? text : text[..(LineLength - 3)] + "...";

    public static IReadOnlyList<TimelineEntry> Tail(List<TimelineEntry> timeline) =>
        timeline.Count <= TimelineEntries ? [.. timeline] : timeline[^TimelineEntries..];

    /// <summary>The first <paramref name="most"/> lines, each cut to length, and a count of the others.</summary>
    public static IReadOnlyList<string> Head(IReadOnlyList<string> lines, int most) => lines.Count <= most
        ? [.. lines.Select(Line)]
        : [.. lines.Take(most).Select(Line), $"... and {lines.Count - most} more"];
}
