using Autocura.Incidents;

namespace Autocura.Triggers;

/// <summary>An incident in a list.</summary>
internal sealed record IncidentSummary
{
    public required string Id { get; init; }

    public required string RuntimeStatus { get; init; }

    public required IncidentPhase Phase { get; init; }

    public required Severity Severity { get; init; }

    public required int Risk { get; init; }

    public required WorkloadRef Workload { get; init; }

    public required string RecordName { get; init; }

    public string? Headline { get; init; }

    public int Attempt { get; init; }

    public int Alerts { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public OutcomeKind? Outcome { get; init; }

    public KinRole Role { get; init; }

    /// <summary>The incident it waits for, or closed with; null when it goes its own way.</summary>
    public IncidentLink? Root { get; init; }

    /// <summary>Incidents that wait for it.</summary>
    public int Children { get; init; }

    /// <summary>"flapping: 4 times in 30 min"; null when it does not flap.</summary>
    public string? Flapping { get; init; }
}
