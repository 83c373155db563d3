using MathNet.Numerics.Statistics;

namespace Autocura.Forecasting;

/// <summary>
/// The least that can be said of a series: its newest level (the median of the last three values) stays, and strays from there as it has strayed over as many steps in the past. Where the
/// history is shorter than the horizon, as over its greatest distance, grown with the root of the distance, which is a random walk's.
/// </summary>
internal static class Persistence
{
    private const int Newest = 3;
    private const double Middle = 0.5;

    /// <summary>The quantiles at every step of the horizon. Missing values are passed over; there is at least one value.</summary>
    public static double[][] Steps(IReadOnlyList<double> values, int horizon, IReadOnlyList<double> levels)
    {
        var level = values.Where(double.IsFinite).TakeLast(Newest).Median();
        var reach = Math.Max(1, Math.Min(horizon, values.Count / 2));
        var steps = new double[horizon][];
        for (var ahead = 1; ahead <= horizon; ahead++)
        {
            var changes = Changes(values, Math.Min(ahead, reach));
            var growth = Math.Sqrt(Math.Max(1.0, (double)ahead / reach));
            steps[ahead - 1] = [.. levels.Select(share => level + (changes.Length == 0 || share == Middle ? 0 : growth * changes.Quantile(share)))];
        }

        return steps;
    }

    private static double[] Changes(IReadOnlyList<double> values, int ahead) =>
        [.. Enumerable.Range(0, values.Count - ahead).Select(index => values[index + ahead] - values[index]).Where(double.IsFinite)];
}
