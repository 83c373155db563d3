using MathNet.Numerics.Statistics;

namespace Autocura.Statistics;

/// <summary>
/// How noisy a series is around its levels, and how much each value resembles the one before. Scale is the mean absolute deviation (the Laplace scale); the
/// correlation is that of neighbours, of values no further than three scales off so that one spike does not hide it.
/// </summary>
internal sealed record SerialNoise(double Scale, double Correlation)
{
    // Above this the effective number of values in a short series is too small to estimate anything from.
    private const double Strongest = 0.8;

    // Mean absolute deviation of a normal sample over its standard deviation: sqrt(2 / pi).
    private const double ScaleOfSigma = 0.797885;

    /// <summary>Effective values per value, turned over: the variance of a mean under first-order correlation grows by it.</summary>
    public double Inflation => (1 + Correlation) / (1 - Correlation);

    /// <summary>
    /// From differences of neighbours, which a few changes of level hardly touch. The trimmed mean serves where most differences are zero: a counter that
    /// rarely moves.
    /// </summary>
    public static SerialNoise Of(double[] values, NoiseFloor floor)
    {
        var differences = values.Skip(1).Zip(values, (later, earlier) => Math.Abs(later - earlier)).Order().ToArray();
        var typical = SortedArrayStatistics.Median(differences) * 1.482602;
        var trimmed = differences[..^Math.Max(1, differences.Length / 10)].DefaultIfEmpty(0).Average() / ScaleOfSigma;
        var sigma = Math.Max(typical, trimmed) / Math.Sqrt(2);
        return new SerialNoise(Math.Max(sigma * ScaleOfSigma, floor.At(values.Median())), 0);
    }

    /// <summary>Estimated anew from what is left around the levels of a first cut; the scale only ever grows.</summary>
    public SerialNoise After(List<int> cuts, double[] values)
    {
        var rest = Residuals(cuts, values);
        var limit = 3 * Math.Max(Scale, rest.Average(Math.Abs));
        var bounded = Array.ConvertAll(rest, value => Math.Clamp(value, -limit, limit));
        var energy = bounded.Sum(value => value * value);
        var products = bounded.Skip(1).Zip(bounded, (later, earlier) => later * earlier).Sum();
        // Short stretches underestimate it (Kendall 1954): by (1 + 4 rho) / n for each n values with a level of their own.
        var rho = energy > 0 ? products / energy : 0;
        var corrected = rho + ((1 + (4 * rho)) * (cuts.Count + 1) / values.Length);
        return new SerialNoise(Math.Max(Scale, bounded.Average(Math.Abs)), Math.Clamp(corrected, 0, Strongest));
    }

    private static double[] Residuals(List<int> cuts, double[] values)
    {
        var bounds = cuts.Prepend(0).Append(values.Length).ToList();
        return [.. bounds.Zip(bounds.Skip(1), (from, to) => Around(values[from..to])).SelectMany(stretch => stretch)];
    }

    private static double[] Around(double[] stretch)
    {
        var median = stretch.Median();
        return Array.ConvertAll(stretch, value => value - median);
    }
}
