namespace Autocura.Incidents;

/// <summary>
/// The instance's custom status: what the HTTP API and the dashboard show of a running incident. Bounded to 16 KB.
/// </summary>
public sealed record IncidentStatus
{
    public required IncidentPhase Phase { get; init; }

    public required Severity Severity { get; init; }

    public required int Risk { get; init; }

    public required WorkloadRef Workload { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required string RecordName { get; init; }

    public OperatingMode? Mode { get; init; }

    public int Attempt { get; init; }

    /// <summary>The most probable cause in one line; null before the diagnosis.</summary>
    public string? Headline { get; init; }

    /// <summary>The first causes with their probabilities.</summary>
    public IReadOnlyList<CauseSummary> Causes { get; init; } = [];

    /// <summary>The plan on the table; null when there is none.</summary>
    public PlanSummary? Plan { get; init; }

    /// <summary>Criteria of the latest measurement, as short lines.</summary>
    public IReadOnlyList<string> Measurements { get; init; } = [];

    public int Alerts { get; init; }

    /// <summary>How it stands towards other incidents.</summary>
    public Kinship Kinship { get; init; } = new();

    /// <summary>Set while the trouble comes and goes.</summary>
    public Flapping? Flapping { get; init; }

    /// <summary>Until when nothing is done because it flaps; null when nothing holds it.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The record of the episode that ended shortly before with the same kind of trouble; null when there is none.</summary>
    public string? Reopens { get; init; }

    /// <summary>The newest entries; numbers tell how many there were before.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>How an incident stands before it has done anything.</summary>
    public static IncidentStatus Opened(Incident incident) => new()
    {
        Phase = IncidentPhase.Detected,
        Severity = RiskScore.SeverityOf(RiskScore.Of(incident.Signals)),
        Risk = RiskScore.Of(incident.Signals),
        Workload = incident.Workload,
        OpenedAt = incident.OpenedAt,
        RecordName = incident.RecordName,
        Alerts = incident.Signals.Count,
    };
}

/// <summary>One ranked cause.</summary>
public sealed record CauseSummary(string Cause, double Probability, string Headline);
