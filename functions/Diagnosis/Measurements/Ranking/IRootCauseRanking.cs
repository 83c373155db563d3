namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>Orders the series of all services by how likely the trouble began there. Learns nothing from past incidents, and is deterministic.</summary>
public interface IRootCauseRanking
{
    string Name { get; }

    /// <summary>The most suspect first; at most one entry per series.</summary>
    IReadOnlyList<RankedSeries> Rank(RankingInput input);
}
