namespace Autocura.Signals.Forests;

/// <summary>
/// How a forest is grown. Trees and sample are those of Liu, Ting and Zhou (2008): at 100 trees path lengths have converged, and a sample of 256 is enough
/// to tell anomalies apart while it keeps them from hiding one another.
/// </summary>
public sealed record ForestSettings
{
    public static readonly ForestSettings Default = new();

    /// <summary>How many trees; 1 to 1,000.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Rows that each tree is grown on, drawn without replacement; 2 to 4,096. With fewer rows at hand all are taken.</summary>
    public int Sample { get; init; } = 256;

    /// <summary>
    /// Features that one split looks at; 1 to 64, and never more than there are. 1 cuts parallel to an axis (Liu 2008); more cuts slopes (Hariri, Carrasco Kind and
    /// Brunner 2019), which leaves no ghost regions beside diagonal or scattered clusters and costs so much more time.
    /// </summary>
    public int FeaturesPerSplit { get; init; } = 1;

    /// <summary>The share of the training rows that is taken for anomalous, up to a half: the threshold is that quantile of their scores. Null: 0.5, where a path is as long as chance makes it.</summary>
    public double? Contamination { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (Trees is < 1 or > 1_000) yield return $"Trees is {Trees}; use 1 to 1000.";
        if (Sample is < 2 or > 4_096) yield return $"Sample is {Sample}; use 2 to 4096.";
        if (FeaturesPerSplit is < 1 or > 64) yield return $"FeaturesPerSplit is {FeaturesPerSplit}; use 1 to 64.";
        if (Contamination is { } share && !(share > 0 && share <= 0.5)) yield return $"Contamination is {share}; use more than 0, to 0.5, or leave it out.";
    }
}
