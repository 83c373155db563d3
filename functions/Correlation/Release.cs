using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Why a child waits no longer.</summary>
public sealed record Release(ReleaseKind Kind, IncidentLink Root, string Reason)
{
    /// <summary>What the root shared at its end; null when nothing of it is left.</summary>
    public Standing? Last { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<ReleaseKind>))]
public enum ReleaseKind
{
    /// <summary>The root is well again.</summary>
    RootRecovered,

    /// <summary>The root was handed to a person.</summary>
    RootHandedOver,

    /// <summary>The root is no more.</summary>
    RootGone,

    /// <summary>The root took too long.</summary>
    WaitedTooLong,

    /// <summary>The two would wait for each other, or the root is no better: decide again.</summary>
    Undecided,
}
