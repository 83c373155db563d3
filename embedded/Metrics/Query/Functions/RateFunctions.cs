using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions of how a series moves inside a range.</summary>
internal static class RateFunctions
{
    // A gap up to this many average intervals at an end of the range is taken for jitter of the scrape, and bridged.
    private const double BridgedIntervals = 1.1;

    public static readonly Function[] All =
    [
        OfRange("rate", window => Extrapolate(window, counter: true) / window.Seconds),
        OfRange("increase", window => Extrapolate(window, counter: true)),
        OfRange("delta", window => Extrapolate(window, counter: false)),
        OfRange("irate", window => LastStep(window, counter: true) / LastInterval(window)),
        OfRange("idelta", window => LastStep(window, counter: false)),
        OfRange("changes", window => Steps(window).Count(step => step.To != step.From && !(double.IsNaN(step.To) && double.IsNaN(step.From)))),
        OfRange("resets", window => Steps(window).Count(step => step.To < step.From)),
    ];

    /// <summary>A function from one range to one number; without a number the series is left out.</summary>
    public static Function OfRange(string name, Func<Window, double?> compute) =>
        new(name, ValueType.InstantVector, [ValueType.RangeVector], input => new Value.Vector(
            [.. input.Windows(0)
                .Select(window => (window.Labels, Number: compute(window)))
                .Where(result => result.Number is not null)
                .Select(result => new Element(result.Labels.WithoutName(), result.Number!.Value))]));

    /// <summary>
    /// The change over the whole range, from the change between its first and last points: Prometheus's extrapolation. Each end is extended
    /// to the range's end when the gap is small, otherwise by half an interval; a counter is never extended to before it was zero.
    /// </summary>
    private static double? Extrapolate(Window window, bool counter)
    {
        var points = window.Points;
        if (points.Length < 2)
        {
            return null;
        }

        var change = points[^1].Value - points[0].Value + (counter ? LostInResets(points) : 0);
        var sampled = (points[^1].Milliseconds - points[0].Milliseconds) / 1000.0;
        var interval = sampled / (points.Length - 1);
        var toStart = (points[0].Milliseconds - window.Start) / 1000.0;
        var toEnd = (window.End - points[^1].Milliseconds) / 1000.0;
        if (counter && change > 0 && points[0].Value >= 0)
        {
            toStart = Math.Min(toStart, sampled * (points[0].Value / change));
        }

        var extended = sampled + Bridge(toStart, interval) + Bridge(toEnd, interval);
        return change * (extended / sampled);
    }

    private static double Bridge(double gap, double interval) => gap < interval * BridgedIntervals ? gap : interval / 2;

    private static double LostInResets(Point[] points)
    {
        var lost = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            lost += points[i].Value < points[i - 1].Value ? points[i - 1].Value : 0;
        }

        return lost;
    }

    private static double? LastStep(Window window, bool counter)
    {
        if (window.Points is not [.., var previous, var last])
        {
            return null;
        }

        return counter && last.Value < previous.Value ? last.Value : last.Value - previous.Value;
    }

    private static double? LastInterval(Window window) =>
        window.Points is [.., var previous, var last] ? (last.Milliseconds - previous.Milliseconds) / 1000.0 : null;

    private static IEnumerable<(double From, double To)> Steps(Window window) =>
        window.Points.Zip(window.Points.Skip(1), (from, to) => (from.Value, to.Value));
}
