using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>What is seen of the incident that another one waits for.</summary>
public sealed record RootLook(RootLife Life, string Reason)
{
    /// <summary>How it stands, or stood at its end; null when nothing of it is left.</summary>
    public Standing? Standing { get; init; }

    /// <summary>How it ended; null while it is open, and when it could not say.</summary>
    public OutcomeKind? Outcome { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<RootLife>))]
public enum RootLife
{
    Open,
    Ended,

    /// <summary>It was terminated, purged, replaced by another episode, or it failed.</summary>
    Gone,
}
