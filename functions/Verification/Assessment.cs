using System.Text.Json.Serialization;

namespace Autocura.Verification;

/// <summary>What the measurements so far say, and since when everything has been good.</summary>
public sealed record Assessment(AssessmentKind Kind, string Reason, DateTimeOffset? GoodSince = null)
{
    /// <summary>The criterion that tells whether somebody else wrote what the remedy wrote.</summary>
    public const string Kept = "kept";

    /// <summary>Who took the remedy back, and when; empty while nobody did.</summary>
    public string TakenBack { get; init; } = "";

    /// <summary>The person who asked for the remedy to be taken back; empty when nobody did.</summary>
    public string UndoneFor { get; init; } = "";

    /// <summary>Since when the rollout has been complete without a break; null while it is not.</summary>
    public DateTimeOffset? RolledOutSince { get; init; }

    public MeasurementTally Tally { get; init; } = new();

    public bool IsFinal => Kind is not AssessmentKind.Measuring;
}

/// <summary>Four verdicts, and the state before any of them. No data is never success and never failure.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssessmentKind>))]
public enum AssessmentKind
{
    Measuring,
    Recovered,
    NotRecovered,
    Inconclusive,
    Unmeasurable,
}
