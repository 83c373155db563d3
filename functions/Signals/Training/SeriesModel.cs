using Autocura.Signals.Forests;

namespace Autocura.Signals.Training;

/// <summary>What was learned of one series: where it usually lies, which successions of values it has, and how rare others are.</summary>
/// <param name="Key">The series.</param>
/// <param name="Version">1 for the first; each training makes another.</param>
/// <param name="TrainedAt">When.</param>
/// <param name="Rows">On how many rows.</param>
public sealed record SeriesModel(SeriesKey Key, int Version, DateTimeOffset TrainedAt, int Rows)
{
    private static readonly double TwoQuestions = Math.Log10(2);

    /// <summary>The median of its values.</summary>
    public required double Median { get; init; }

    /// <summary>Their robust spread, never below what is noise at that level.</summary>
    public required double Spread { get; init; }

    /// <summary>How rare the scores of its forest are.</summary>
    public required ScoreTail Scores { get; init; }

    /// <summary>How rare the distances of its values from the median are, in spreads.</summary>
    public required ScoreTail Distances { get; init; }

    public required IsolationForest Forest { get; init; }

    /// <summary>Since when most of what the series does is odd to its model, though it was trained again and again; null while it is as it was.</summary>
    public DateTimeOffset? DriftedAt { get; init; }

    /// <summary>
    /// −log10 of the probability that the series usually does what it did in these ten values. The forest sees an odd succession, and not how far beyond all it knows a value lies; that
    /// is seen by the distance. Either may say so, and the price of two questions is paid.
    /// </summary>
    public double Rarity(ReadOnlySpan<double> row) =>
        Math.Max(0, Math.Max(Scores.Rarity(Forest.Score(row)), Distances.Rarity(DistanceOf(row[^1]))) - TwoQuestions);

    /// <summary>How many spreads a value lies from the median.</summary>
    public double DistanceOf(double value) => Math.Abs(value - Median) / Spread;

    /// <summary>The row in spreads from the median: what the model that is served takes.</summary>
    public double[] Scaled(double[] row) => Array.ConvertAll(row, value => (value - Median) / Spread);
}
