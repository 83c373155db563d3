using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>How an episode ended, and which alert episodes it answered: the orchestration's output.</summary>
public sealed record Outcome
{
    public required IncidentPhase Phase { get; init; }

    public required OutcomeKind Kind { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    public required string RecordName { get; init; }

    public int Attempts { get; init; }

    /// <summary>Fingerprints of the alerts that belonged to it: a re-delivery of one that started before the end is no news.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    /// <summary>The incident it closed with, having waited for it; null when it went its own way.</summary>
    public IncidentLink? Root { get; init; }

    /// <summary>When it last changed something; null when it never did.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>When its trouble began and came back, at most <see cref="Rise.Most"/>.</summary>
    public IReadOnlyList<Rise> Rises { get; init; } = [];

    /// <summary>What was carried out, oldest first.</summary>
    public IReadOnlyList<PastRemedy> Remedies { get; init; } = [];
}

/// <summary>Why an episode ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>We acted, measured, and it recovered.</summary>
    Healed,

    /// <summary>It recovered before or without our acting.</summary>
    RecoveredAlone,

    /// <summary>A person must look: the reason says why and what was found.</summary>
    HandedOver,

    /// <summary>The system itself failed; nothing was left half done.</summary>
    Broken,
}
