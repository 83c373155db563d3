namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions that summarise the values of a series inside a range.</summary>
internal static class OverTimeFunctions
{
    public static readonly Function[] All =
    [
        RateFunctions.OfRange("avg_over_time", window => Values(window).Average()),
        RateFunctions.OfRange("sum_over_time", window => Values(window).Sum()),
        RateFunctions.OfRange("min_over_time", window => Numbers.Min(Values(window))),
        RateFunctions.OfRange("max_over_time", window => Numbers.Max(Values(window))),
        RateFunctions.OfRange("count_over_time", window => window.Points.Length),
        RateFunctions.OfRange("present_over_time", _ => 1),
        RateFunctions.OfRange("stddev_over_time", window => Math.Sqrt(Numbers.Variance(Values(window)))),
        // The newest value is still the series' own, so it alone keeps the name.
        new("last_over_time", ValueType.InstantVector, [ValueType.RangeVector], input => new Value.Vector(
            [.. input.Windows(0).Select(window => new Element(window.Labels, window.Points[^1].Value))])),
        new("quantile_over_time", ValueType.InstantVector, [ValueType.Scalar, ValueType.RangeVector], input => new Value.Vector(
            [.. input.Windows(1).Select(window =>
                new Element(window.Labels.WithoutName(), Numbers.Quantile(input.Number(0), Values(window))))])),
    ];

    private static IEnumerable<double> Values(Window window) => window.Points.Select(point => point.Value);
}
