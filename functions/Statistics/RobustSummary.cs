using MathNet.Numerics.Statistics;

namespace Autocura.Statistics;

/// <summary>
/// Level and spread of a sample in numbers that up to a quarter of wild values (half, for the median) cannot move. Quantiles are MathNet's (type 8 of
/// Hyndman and Fan 1996, median-unbiased). An empty sample has NaN for all; one value has no spread.
/// </summary>
public sealed record RobustSummary(int Count, double Median, double Iqr, double Mad)
{
    // Turn IQR and MAD into the standard deviation of a normal sample (Rousseeuw and Croux 1993).
    private const double IqrOfNormal = 1.348980;
    private const double SigmaOfMad = 1.482602;

    public static RobustSummary Of(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return new RobustSummary(0, double.NaN, double.NaN, double.NaN);
        }

        var median = SortedArrayStatistics.Median(sorted);
        var deviations = Array.ConvertAll(sorted, value => Math.Abs(value - median));
        Array.Sort(deviations);
        return new RobustSummary(sorted.Length, median, SortedArrayStatistics.InterquartileRange(sorted), SortedArrayStatistics.Median(deviations));
    }

    /// <summary>The spread as a standard deviation: the larger of the two estimates, since each alone is zero for a series that mostly stands still.</summary>
    public double Spread => Math.Max(Iqr / IqrOfNormal, Mad * SigmaOfMad);

    /// <summary>Robust z: how many spreads a value lies above (below, when negative) the median. NaN without a past.</summary>
    public double Score(double value, NoiseFloor floor) => (value - Median) / Math.Max(Spread, floor.At(Median));

    /// <summary>BARO's measure of a shift (Pham et al., FSE 2024): how many interquartile ranges lie between the medians. NaN when either is empty.</summary>
    public double ShiftTo(RobustSummary later, NoiseFloor floor) => (later.Median - Median) / Math.Max(Iqr, floor.At(Median));
}
