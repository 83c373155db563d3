namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>What a ranking may look at: series of all services, and who calls whom where it is known.</summary>
public sealed record RankingInput(IReadOnlyList<SplitSeries> Series)
{
    public IReadOnlyList<(string Caller, string Callee)> Calls { get; init; } = [];

    public IReadOnlyList<CallSeries> CallSeries { get; init; } = [];

    /// <summary>The kind of trouble that is to be explained; null when nobody said.</summary>
    public SeriesKind? AlarmedBy { get; init; }
}

/// <summary>A series that may be where the trouble began; a higher score is more suspect, zero is not suspect.</summary>
public sealed record RankedSeries(string Service, string Signal, double Score);
