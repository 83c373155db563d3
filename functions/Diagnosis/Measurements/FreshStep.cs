using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements;

/// <summary>
/// A step that has only just begun: alerts come within seconds of a fault, and then one or two observations are all there is of it. That is too few for a change
/// point, which needs three; what lies this far from everything before needs no more.
/// </summary>
internal sealed record FreshStep(DateTimeOffset At, double Before, double After, double Shift)
{
    // More observations than this are for change points to judge.
    private const int Most = 3;
    private const int FewestBefore = 8;

    // Windows overlap, so a burst shows in several values: six spreads beyond the median, and half the range that was ever seen beyond its end, is no burst.
    private const double Spreads = 6;
    private const double BeyondRange = 0.5;

    /// <summary>The step at the end of a series, or null. <paramref name="points"/> are those since the last known change, oldest first.</summary>
    public static FreshStep? Of(IReadOnlyList<Observation> points, NoiseFloor floor) => Enumerable
        .Range(1, Math.Max(0, Math.Min(Most, points.Count - FewestBefore)))
        .Reverse()
        .Select(length => Of([.. points.SkipLast(length)], [.. points.TakeLast(length)], floor))
        .FirstOrDefault(step => step is not null);

    private static FreshStep? Of(IReadOnlyList<Observation> before, IReadOnlyList<Observation> after, NoiseFloor floor)
    {
        var usual = RobustSummary.Of(before.Select(point => point.Value));
        var (least, most) = (before.Min(point => point.Value), before.Max(point => point.Value));
        var (room, spread) = (BeyondRange * (most - least), Spreads * Math.Max(usual.Spread, floor.At(usual.Median)));
        var rose = after.All(point => point.Value > Math.Max(most + room, usual.Median + spread));
        var fell = after.All(point => point.Value < Math.Min(least - room, usual.Median - spread));
        if (!rose && !fell)
        {
            return null;
        }

        // The values still look back at what was before the step: the last one is the nearest to where the series is going.
        var last = after[^1].Value;
        return new FreshStep(before[^1].At + ((after[0].At - before[^1].At) / 2), usual.Median, last, (last - usual.Median) / Math.Max(usual.Iqr, floor.At(usual.Median)));
    }
}
