using MathNet.Numerics.Statistics;

namespace Autocura.Signals.Training;

/// <summary>
/// How rare a measure is among those of the training: above the level that one in twenty exceeds, the excess is taken for exponential (the tail of Pickands 1975 with shape 0).
/// </summary>
/// <param name="Level">What one measure in twenty exceeds.</param>
/// <param name="Mean">By how much those exceed it on average.</param>
public sealed record ScoreTail(double Level, double Mean)
{
    private const double Share = 0.05;

    /// <param name="measures">Those of the training.</param>
    /// <param name="least">The least mean: measures of a series that hardly changes lie together, and a difference so small says nothing.</param>
    public static ScoreTail Of(double[] measures, double least)
    {
        var sorted = measures.Order().ToArray();
        var level = SortedArrayStatistics.Quantile(sorted, 1 - Share);
        var excess = sorted.Where(measure => measure > level).Select(measure => measure - level).ToList();
        return new ScoreTail(level, Math.Max(least, excess.Count == 0 ? 0 : excess.Average()));
    }

    /// <summary>−log10 of the probability that a usual row measures as high; 0 up to the level.</summary>
    public double Rarity(double measure) => measure <= Level ? 0 : -Math.Log10(Share) + ((measure - Level) / (Mean * Math.Log(10)));
}
