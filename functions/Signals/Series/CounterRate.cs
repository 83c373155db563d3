namespace Autocura.Signals.Series;

/// <summary>
/// The rate per second of a counter that only grows and begins again at zero when its process restarts (the rule of Prometheus: after a fall, the new value is what was counted since).
/// The first point, and the first after one that was not measured for longer than <c>longest</c>, have no rate and come out as NaN.
/// </summary>
public sealed class CounterRate(TimeSpan longest)
{
    private SeriesPoint? before;

    /// <summary>The rate since the point before; NaN where there is none.</summary>
    public SeriesPoint Next(SeriesPoint point)
    {
        if (!double.IsFinite(point.Value) || point.At <= before?.At)
        {
            return point with { Value = double.NaN };
        }

        var rate = before is { } known && point.At - known.At <= longest
            ? (point.Value >= known.Value ? point.Value - known.Value : point.Value) / (point.At - known.At).TotalSeconds
            : double.NaN;
        before = point;
        return point with { Value = rate };
    }
}
