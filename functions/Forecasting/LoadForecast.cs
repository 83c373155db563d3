using System.Text.Json.Serialization;

namespace Autocura.Forecasting;

/// <summary>What a series will do: its quantiles at every step ahead, and what they rest on.</summary>
public sealed record LoadForecast
{
    public required ForecastBasis Basis { get; init; }

    /// <summary>What the basis lacks, in a sentence; empty when nothing.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The time between two steps.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>One band for each level that was asked for; empty when nothing can be said.</summary>
    public IReadOnlyList<QuantileBand> Bands { get; init; } = [];

    /// <summary>The seasons that were found, the shortest first.</summary>
    public IReadOnlyList<SeasonStrength> Seasons { get; init; } = [];

    /// <summary>The share of the history that is missing, 0 to 1.</summary>
    public double Missing { get; init; }

    /// <summary>The band of a level that was asked for.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for, or nothing can be said.</exception>
    public QuantileBand Band(double level) => Bands.First(band => band.Level == level);
}

/// <summary>The values below which a series stays with a given probability.</summary>
/// <param name="Level">The probability, above 0 and below 1.</param>
/// <param name="Values">One for each step; the first is one step after the newest point of the history.</param>
public sealed record QuantileBand(double Level, IReadOnlyList<double> Values);

/// <summary>A season that explains part of how a series moves.</summary>
/// <param name="Period">How long it takes.</param>
/// <param name="Strength">Which share of the changes over the horizon its earlier periods tell, 0 to 1 (the square of the correlation).</param>
public sealed record SeasonStrength(TimeSpan Period, double Strength);

/// <summary>What a forecast rests on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForecastBasis>))]
public enum ForecastBasis
{
    /// <summary>Too few values for anything.</summary>
    Nothing,

    /// <summary>The newest values and how far the series has wandered from such values: the history is short, or nothing in it moves.</summary>
    Persistence,

    /// <summary>Seasons, trends and their errors, learned from the history.</summary>
    Regression,
}
