using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>
/// BARO's scorer (Pham et al., FSE 2024): the largest value since the trouble, in interquartile ranges above the median of before. It needs neither a graph
/// nor names, and is the measure that any other ranking has to beat.
/// </summary>
public sealed class RobustShiftRanking : IRootCauseRanking
{
    public string Name => "baro";

    public IReadOnlyList<RankedSeries> Rank(RankingInput input) =>
        [.. input.Series.Select(series => new RankedSeries(series.Service, series.Signal, Score(series))).OrderByDescending(one => one.Score)];

    private static double Score(SplitSeries series)
    {
        var before = RobustSummary.Of(series.Before);
        if (before.Count == 0 || series.After.Count == 0)
        {
            return 0;
        }

        // As published: where the series stood still its distance itself is the score.
        return (series.After.Max() - before.Median) / (before.Iqr > 0 ? before.Iqr : 1);
    }
}
