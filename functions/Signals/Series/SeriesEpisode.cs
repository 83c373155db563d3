using System.Globalization;

namespace Autocura.Signals.Series;

/// <summary>A series did what it never does: when that was told first and last, how rare it was at its rarest, and what spoke of it then.</summary>
public sealed record SeriesEpisode(DateTimeOffset Since, DateTimeOffset ToldAt, double Rarity, IReadOnlyList<Witness> Witnesses)
{
    /// <summary>"combined 3.9 (records 5.1, robust-z 1.1)".</summary>
    public string InWords() =>
        string.Create(CultureInfo.InvariantCulture, $"combined {Rarity:0.0} ({string.Join(", ", Witnesses.Select(witness => string.Create(CultureInfo.InvariantCulture, $"{witness.Detector} {witness.Evidence:0.0}")))})");
}
