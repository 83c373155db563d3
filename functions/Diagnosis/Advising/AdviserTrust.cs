using System.Text.Json.Serialization;

namespace Autocura.Diagnosis.Advising;

/// <summary>How often a model was right before: the mean and the middle 80 % of a Beta distribution.</summary>
public sealed record AdviserTrust
{
    /// <summary>Nobody has seen it right or wrong: as likely the one as the other.</summary>
    public const double Prior = 0.5;

    public double Mean { get; init; } = Prior;

    public double Low { get; init; }

    public double High { get; init; } = 1;

    /// <summary>Incidents in which it was found out whether it was right, and those in which it was.</summary>
    public int Cases { get; init; }

    public int Right { get; init; }

    /// <summary>Why its record could not be read; empty when it was.</summary>
    public string Unread { get; init; } = "";

    [JsonIgnore]
    public string Told => Cases == 0 ? "not seen right or wrong yet" : $"right in {Right} of {Cases} cases";
}
