namespace Autocura.Statistics;

/// <summary>
/// The smallest spread that counts, in the series' unit or as a share of its level, whichever is larger. A series that stood still has no spread of
/// its own: without a floor its first flicker would be infinitely surprising.
/// </summary>
public readonly record struct NoiseFloor(double Absolute, double Relative)
{
    /// <summary>Two percent of the level: below what dashboards can show and people call a change.</summary>
    public static NoiseFloor Default { get; } = new(1e-9, 0.02);

    /// <summary>The floor for a series at this level; never zero.</summary>
    public double At(double level) => Math.Max(Math.Max(Absolute, Relative * Math.Abs(level)), 1e-12);
}
