using System.Text.Json.Serialization;

namespace Autocura.Verification;

/// <summary>What the measurements so far say, and since when everything has been good.</summary>
public sealed record Assessment(AssessmentKind Kind, string Reason, DateTimeOffset? GoodSince = null)
{
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
