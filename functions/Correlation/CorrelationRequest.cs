using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>An incident's question about the others: what am I among them, at this point of my way?</summary>
public sealed record CorrelationRequest
{
    public required CorrelationStage Stage { get; init; }

    /// <summary>The incident as it has published itself: a turn before it asks, so that whoever asks at the same time sees it.</summary>
    public required Standing Self { get; init; }

    public required CorrelationSettings Settings { get; init; }

    /// <summary>The orchestration's time (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the trouble began, as far as its signals tell.</summary>
    public required DateTimeOffset Onset { get; init; }

    /// <summary>Nodes that its signals name.</summary>
    public IReadOnlyList<string> SignalNodes { get; init; } = [];
}

/// <summary>Where on its way an incident asks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrelationStage>))]
public enum CorrelationStage
{
    /// <summary>Before evidence is collected: is it its turn, or is there a root already that explains it?</summary>
    Turn,

    /// <summary>After the diagnosis: does another one act for it?</summary>
    Diagnosed,

    /// <summary>Just before it changes something.</summary>
    Claim,
}
