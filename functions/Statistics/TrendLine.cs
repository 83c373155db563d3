using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Autocura.Statistics;

/// <summary>
/// A straight line that up to 29 % of wild points cannot turn: the median of the slopes between all pairs (Theil 1950, Sen 1968), and how surely it rises or
/// falls (Mann-Kendall with tie correction; assumes independent points). At least 4 points at different times; above 400 points every k-th is used.
/// </summary>
public sealed record TrendLine
{
    private const int Fewest = 4;
    private const int Most = 400;

    public required double SlopePerHour { get; init; }

    /// <summary>The line's value at the newest point.</summary>
    public required double Latest { get; init; }

    /// <summary>Probability of so uniform a rise or fall in a series without trend.</summary>
    public required double PValue { get; init; }

    /// <summary>The line through a series; null with too few points.</summary>
    public static TrendLine? Through(IEnumerable<Observation> series)
    {
        var points = Thin(Observation.Measured(series));
        if (points.Length < Fewest || points[0].At == points[^1].At)
        {
            return null;
        }

        var hours = Array.ConvertAll(points, point => (point.At - points[0].At).TotalHours);
        var values = Array.ConvertAll(points, point => point.Value);
        var slope = MedianSlope(hours, values);
        var intercept = values.Zip(hours, (value, hour) => value - (slope * hour)).Median();
        return new TrendLine { SlopePerHour = slope, Latest = intercept + (slope * hours[^1]), PValue = MannKendall(values) };
    }

    /// <summary>How long until the line reaches a level; null when it moves away from it or stands still.</summary>
    public TimeSpan? TimeTo(double level)
    {
        var hours = (level - Latest) / SlopePerHour;
        return hours is >= 0 and < 24 * 365 ? TimeSpan.FromHours(hours) : null;
    }

    private static Observation[] Thin(Observation[] points)
    {
        var every = (points.Length + Most - 1) / Most;
        return every <= 1 ? points : [.. points.Where((_, index) => (points.Length - 1 - index) % every == 0)];
    }

    private static double MedianSlope(double[] hours, double[] values)
    {
        var slopes = new List<double>(hours.Length * (hours.Length - 1) / 2);
        for (var later = 1; later < hours.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (hours[later] > hours[earlier])
                {
                    slopes.Add((values[later] - values[earlier]) / (hours[later] - hours[earlier]));
                }
            }
        }

        return slopes.Median();
    }

    private static double MannKendall(double[] values)
    {
        double n = values.Length;
        double score = 0;
        for (var later = 1; later < values.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                score += Math.Sign(values[later] - values[earlier]);
            }
        }

        var ties = values.GroupBy(value => value).Sum(group => group.Count() * (group.Count() - 1.0) * ((2 * group.Count()) + 5));
        var variance = ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18;
        return variance <= 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Max(0, Math.Abs(score) - 1) / Math.Sqrt(variance)));
    }
}
