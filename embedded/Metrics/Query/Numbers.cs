namespace Autocura.Embedded.Metrics.Query;

/// <summary>Summaries of numbers as Prometheus computes them, NaN included.</summary>
internal static class Numbers
{
    /// <summary>The largest number; NaN only where there is nothing else.</summary>
    public static double Max(IEnumerable<double> values) => values.Aggregate(double.NaN, (max, value) => value > max || double.IsNaN(max) ? value : max);

    /// <summary>The smallest number; NaN only where there is nothing else.</summary>
    public static double Min(IEnumerable<double> values) => values.Aggregate(double.NaN, (min, value) => value < min || double.IsNaN(min) ? value : min);

    /// <summary>The population variance.</summary>
    public static double Variance(IEnumerable<double> values)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var value in values)
        {
            count++;
            var distance = value - mean;
            mean += distance / count;
            squares += distance * (value - mean);
        }

        return squares / count;
    }

    /// <summary>The quantile with linear interpolation between ranks; outside of 0 to 1 it is infinite, of nothing it is NaN.</summary>
    public static double Quantile(double quantile, IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0 || double.IsNaN(quantile))
        {
            return double.NaN;
        }

        if (quantile is < 0 or > 1)
        {
            return quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var rank = quantile * (sorted.Length - 1);
        var lower = (int)Math.Floor(rank);
        var upper = Math.Min(sorted.Length - 1, lower + 1);
        var weight = rank - lower;
        return (sorted[lower] * (1 - weight)) + (sorted[upper] * weight);
    }
}
