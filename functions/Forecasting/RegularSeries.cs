namespace Autocura.Forecasting;

/// <summary>Values at equal distances, oldest first; NaN where nothing was measured.</summary>
/// <param name="Values">The values.</param>
/// <param name="Step">The time between two of them.</param>
public sealed record RegularSeries(IReadOnlyList<double> Values, TimeSpan Step)
{
    /// <summary>The share of the values that are missing, 0 to 1; of an empty series 1.</summary>
    public double Missing => Values.Count == 0 ? 1 : (double)Values.Count(value => !double.IsFinite(value)) / Values.Count;

    /// <summary>Points on the grid of steps that ends at <paramref name="end"/>, the newest of each step; a step without a point is missing.</summary>
    /// <param name="points">When, and how much.</param>
    /// <param name="end">The last step.</param>
    /// <param name="length">How far back the first one is.</param>
    /// <param name="step">The time between two.</param>
    public static RegularSeries From(IEnumerable<(DateTimeOffset At, double Value)> points, DateTimeOffset end, TimeSpan length, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        var values = new double[(length.Ticks / step.Ticks) + 1];
        Array.Fill(values, double.NaN);
        foreach (var (at, value) in points.OrderBy(point => point.At))
        {
            var back = (long)Math.Round((end - at) / step);
            if (back >= 0 && back < values.Length)
            {
                values[values.Length - 1 - back] = double.IsFinite(value) ? value : double.NaN;
            }
        }

        return new RegularSeries(values, step);
    }
}
