using Autocura.Statistics;

namespace Autocura.Signals.Forests;

/// <summary>
/// Puts rows on the scale that a forest thinks in: distance from the median of the training rows, in their spread, as a float. Cuts parallel to an axis do not
/// care; slopes then weigh features alike, and a float holds fine differences of values that are large themselves. What was not measured counts as the
/// median: it never makes a row look odd.
/// </summary>
/// <param name="Centres">The median of each feature.</param>
/// <param name="Factors">One over the robust spread of each feature; 1 for one that never changed.</param>
internal sealed record FeatureScale(double[] Centres, double[] Factors)
{
    // A median of so many rows is good to a tenth of the spread, and scale is all that it is for.
    private const int MostRows = 512;

    // Far outside, and differences of two such still are numbers.
    private const double Furthest = 1e30;

    public int Features => Centres.Length;

    public static FeatureScale Of(FeatureRows rows)
    {
        var step = Math.Max(1, rows.Count / MostRows);
        var (centres, factors) = (new double[rows.Features], new double[rows.Features]);
        var column = new List<double>(MostRows + 1);
        for (var feature = 0; feature < rows.Features; feature++)
        {
            column.Clear();
            for (var row = 0; row < rows.Count; row += step)
            {
                if (rows[row][feature] is var value && double.IsFinite(value)) column.Add(value);
            }

            (centres[feature], factors[feature]) = Scale(column);
        }

        return new FeatureScale(centres, factors);
    }

    /// <summary>Scales whole rows.</summary>
    public void Apply(ReadOnlySpan<double> rows, Span<float> scaled)
    {
        for (var begin = 0; begin < rows.Length; begin += Centres.Length)
        {
            for (var feature = 0; feature < Centres.Length; feature++)
            {
                scaled[begin + feature] = Apply(rows[begin + feature], feature);
            }
        }
    }

    /// <summary>Scales one value.</summary>
    public float Apply(double value, int feature) =>
        double.IsFinite(value) ? (float)Math.Clamp((value - Centres[feature]) * Factors[feature], -Furthest, Furthest) : 0;

    private static (double Centre, double Factor) Scale(List<double> column)
    {
        if (column.Count == 0) return (0, 1);
        var summary = RobustSummary.Of(column);
        var spread = summary.Spread > 0 ? summary.Spread : MathNet.Numerics.Statistics.ArrayStatistics.PopulationStandardDeviation([.. column]);
        return (summary.Median, double.IsFinite(1 / spread) ? 1 / spread : 1);
    }
}
