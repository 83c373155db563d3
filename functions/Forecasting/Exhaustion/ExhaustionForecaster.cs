using Autocura.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Autocura.Forecasting.Exhaustion;

/// <summary>
/// Tells what fills up for good (a leak, a disk) from what merely moves: it looks at the floor of the series, the least value of each twelfth of a window, which garbage collection and
/// requests leave where it is, and asks whether the floor rises steadily.
/// </summary>
/// <remarks>
/// A window counts when its floors rise by Mann-Kendall's test (Mann 1945, Kendall 1975) at 1 % shared by the windows tried; a line through them (Theil 1950, Sen 1968) fits better than any two steps, so
/// that a cache which was filled once is no leak; and they end above all floors before the window, so that the rise of every morning is none. Windows are the whole series, and
/// halves of it down to 36 values: the one with the most probable end counts. Fewer than 36 values, or a constant series, say nothing; missing values are left out.
/// </remarks>
public static class ExhaustionForecaster
{
    /// <summary>The least that can be judged.</summary>
    public const int FewestValues = 36;

    private const int Blocks = 12;
    private const double Significance = 0.01;
    private const double Crests = 0.95;

    /// <param name="series">What is used.</param>
    /// <param name="limit">When it is full, in the same unit.</param>
    /// <param name="within">The time that matters: of several windows the one that makes the end within it most probable counts.</param>
    /// <returns>Null where nothing fills up.</returns>
    public static ExhaustionForecast? Of(RegularSeries series, double limit, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!double.IsFinite(limit)) return null;
        double[] values = [.. series.Values];
        var lengths = Lengths(values.Length).ToList();
        return lengths
            .Select(length => InWindow(values.AsSpan(values.Length - length), Highest(values.AsSpan(0, values.Length - length), length / Blocks), (limit, series.Step, Significance / lengths.Count)))
            .OfType<ExhaustionForecast>()
            .MaxBy(forecast => forecast.ProbabilityWithin(within));
    }

    private static IEnumerable<int> Lengths(int length)
    {
        for (; length >= FewestValues; length /= 2) yield return length;
    }

    private static ExhaustionForecast? InWindow(ReadOnlySpan<double> window, double before, (double Limit, TimeSpan Step, double Level) terms)
    {
        var size = window.Length / Blocks;
        var used = window[^(size * Blocks)..];
        var floors = new double[Blocks];
        for (var block = 0; block < Blocks; block++) floors[block] = Least(used.Slice(block * size, size));
        if (floors.Any(double.IsNaN) || floors[^1] <= before || Rise(floors) >= terms.Level) return null;
        var slope = Slope(floors);
        if (slope <= 0) return null;
        var intercept = floors.Select((floor, block) => floor - (slope * block)).Median();
        var errors = floors.Select((floor, block) => floor - intercept - (slope * block)).ToArray();
        if (errors.Sum(Math.Abs) > AroundTwoSteps(floors)) return null;
        var perHour = slope / (size * terms.Step).TotalHours;
        var noise = RobustSummary.Of(errors).Spread;
        var line = intercept + (slope * (Blocks - 1));
        return new ExhaustionForecast(perHour, terms.Limit - line - Crest(used, size, (intercept, slope)), used.Length * terms.Step, RateError(noise) / (size * terms.Step).TotalHours, noise);
    }

    /// <summary>One-sided p of Mann-Kendall's statistic.</summary>
    private static double Rise(double[] floors)
    {
        var score = 0;
        for (var later = 1; later < floors.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++) score += Math.Sign(floors[later] - floors[earlier]);
        }

        double n = floors.Length;
        return 1 - Normal.CDF(0, 1, (score - 1) / Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18));
    }

    private static double Slope(double[] floors) =>
        (from later in Enumerable.Range(1, floors.Length - 1) from earlier in Enumerable.Range(0, later) select (floors[later] - floors[earlier]) / (later - earlier)).Median();

    /// <summary>The standard error of a slope over twelve points with so much noise: its least squares form, a quarter larger for the median of slopes.</summary>
    private static double RateError(double noise)
    {
        const double LossOfMedian = 1.25;
        return LossOfMedian * noise / Math.Sqrt(((double)Blocks * Blocks * Blocks - Blocks) / 12);
    }

    /// <summary>What is left around the best two steps.</summary>
    private static double AroundTwoSteps(double[] floors) =>
        (from first in Enumerable.Range(1, floors.Length - 2)
         from second in Enumerable.Range(first + 1, floors.Length - first - 1)
         select AroundMedian(floors[..first]) + AroundMedian(floors[first..second]) + AroundMedian(floors[second..])).Min();

    private static double AroundMedian(double[] values)
    {
        var median = values.Median();
        return values.Sum(value => Math.Abs(value - median));
    }

    /// <summary>How far the crests rise above the line of the floors.</summary>
    private static double Crest(ReadOnlySpan<double> used, int size, (double Intercept, double Slope) line)
    {
        var above = new List<double>(used.Length);
        for (var index = 0; index < used.Length; index++)
        {
            if (double.IsFinite(used[index])) above.Add(used[index] - line.Intercept - (line.Slope * (((double)index / size) - 0.5)));
        }

        return Math.Max(0, above.Quantile(Crests));
    }

    private static double Least(ReadOnlySpan<double> values)
    {
        var least = double.NaN;
        foreach (var value in values)
        {
            if (double.IsFinite(value) && !(value >= least)) least = value;
        }

        return least;
    }

    /// <summary>The highest floor of what was before, in pieces as long as a block; minus infinity where nothing was.</summary>
    private static double Highest(ReadOnlySpan<double> before, int size)
    {
        var highest = double.NegativeInfinity;
        for (var begin = before.Length % size; begin < before.Length; begin += size)
        {
            var least = Least(before.Slice(begin, size));
            if (least > highest) highest = least;
        }

        return highest;
    }
}
