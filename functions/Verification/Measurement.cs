using System.Text.Json.Serialization;

namespace Autocura.Verification;

/// <summary>One criterion measured once. Value and threshold are in the criterion's unit; null when it has none.</summary>
public sealed record Measurement(string Criterion, MeasurementResult Result, string Detail, double? Value = null, double? Threshold = null)
{
    /// <summary>Before this moment the criterion cannot be told, whatever it shows: the last word waits for it. Null: it can be told now.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>"Could not measure" is never confused with "measured bad".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeasurementResult>))]
public enum MeasurementResult
{
    Good,
    Bad,

    /// <summary>Bad, and worse than before we acted: reason to stop and undo at once.</summary>
    Worse,

    /// <summary>Bad, and surely no better than the trouble was, long enough after the remedy: reason to stop and undo at once.</summary>
    Refuted,

    /// <summary>Measured, but too little to tell (no traffic, too few samples).</summary>
    Inconclusive,

    /// <summary>The source did not answer, or does not exist.</summary>
    Unmeasurable,

    /// <summary>The criterion has no say here (no Service, never any traffic): it neither helps nor hinders recovery.</summary>
    NotApplicable,
}
