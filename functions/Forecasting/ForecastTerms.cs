namespace Autocura.Forecasting;

/// <summary>What is asked of a forecast.</summary>
public sealed record ForecastTerms
{
    /// <summary>The median, and the level that nine of ten values stay below.</summary>
    public static readonly IReadOnlyList<double> UsualLevels = [0.5, 0.9];

    /// <summary>How far ahead.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Which quantiles, each above 0 and below 1.</summary>
    public IReadOnlyList<double> Levels { get; init; } = UsualLevels;
}
