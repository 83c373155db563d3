using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// How far samples scatter and how much each resembles the one before. The correlation is that of neighbours around a straight line, as a change of level in between is no
/// noise, corrected for short series (Kendall 1954) and believed as far as chance does not explain it. The variance is from differences of neighbours, E(D²) = 2σ²(1 − ρ)
/// (von Neumann 1941), of which the largest tenth is left out. From four samples; below, the variance is NaN. A constant series has none and no correlation.
/// </summary>
internal readonly record struct SampleNoise(int Count, double Variance, double Correlation)
{
    private const int Fewest = 4;
    private const double Strongest = 0.8;

    // What the mean square of a normal sample falls to when the largest tenth is left out.
    private const double LeftOfSquares = 0.623;

    // Less is the rounding of the line.
    private const double Nothing = 1e-12;

    public static SampleNoise Of(IReadOnlyList<double> values)
    {
        if (values.Count < Fewest)
        {
            return new SampleNoise(values.Count, double.NaN, 0);
        }

        var correlation = OfNeighbours(values) is { } estimate ? Believed(estimate, 1 / Math.Sqrt(values.Count)) : 0;
        return new SampleNoise(values.Count, MeanSquare(values) / (2 * (1 - correlation)), correlation);
    }

    private static double? OfNeighbours(IReadOnlyList<double> values)
    {
        var (level, slope) = Fit.Line([.. Enumerable.Range(0, values.Count).Select(step => (double)step)], [.. values]);
        double[] rest = [.. values.Select((value, step) => value - level - (slope * step))];
        var squares = rest.Sum(one => one * one);
        if (squares <= Nothing) return null;
        var correlation = rest.Skip(1).Zip(rest, (later, earlier) => later * earlier).Sum() / squares;
        return correlation + ((2 + (4 * correlation)) / values.Count);
    }

    /// <summary>The mean of what the correlation may be by an estimate with a normal error, where half of all series have none and the others any up to the strongest.</summary>
    private static double Believed(double estimate, double error)
    {
        var (low, high) = (-estimate / error, (Strongest - estimate) / error);
        var (none, some) = (Normal.PDF(0, 1, low) / error, (Normal.CDF(0, 1, high) - Normal.CDF(0, 1, low)) / Strongest);
        if (some < Nothing) return Math.Clamp(estimate, 0, Strongest);
        var mean = estimate + (error * (Normal.PDF(0, 1, low) - Normal.PDF(0, 1, high)) / (some * Strongest));
        return mean * some / (some + none);
    }

    private static double MeanSquare(IReadOnlyList<double> values)
    {
        double[] squares = [.. values.Skip(1).Zip(values, (later, earlier) => (later - earlier) * (later - earlier)).Order()];
        var kept = squares[..^(squares.Length / 10)];
        return kept.Length < squares.Length ? kept.Average() / LeftOfSquares : kept.Average();
    }
}
