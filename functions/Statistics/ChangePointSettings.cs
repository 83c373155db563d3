namespace Autocura.Statistics;

/// <summary>What counts as a change. The defaults are those whose false alarms and delays docs/statistics.md states.</summary>
public sealed record ChangePointSettings
{
    public static ChangePointSettings Default { get; } = new();

    public NoiseFloor Floor { get; init; } = NoiseFloor.Default;

    /// <summary>A change must show in so many observations: two may be a spike and its echo.</summary>
    public int Shortest { get; init; } = 3;

    /// <summary>Fewer observations than this have no change points.</summary>
    public int Fewest { get; init; } = 8;

    /// <summary>Largest p-value that is reported.</summary>
    public double Significance { get; init; } = 0.05;
}
