using Autocura.Embedded.Scenarios;
using Autocura.Incidents;

namespace Autocura.Support.Healing;

/// <summary>How a play ended, by the oracle, by the audit log and by what the incidents say of themselves.</summary>
internal sealed record HealResult
{
    public required Scenario Scenario { get; init; }

    public required int Seed { get; init; }

    /// <summary>From the fault until the application was well for good; null when it was not well at the end.</summary>
    public required TimeSpan? WellAfter { get; init; }

    public required IReadOnlyList<EndedIncident> Incidents { get; init; }

    /// <summary>Writes to objects that are not the system's own record, in order.</summary>
    public required IReadOnlyList<string> Mutations { get; init; }

    /// <summary>Plans that were carried out and measured, and that did not help.</summary>
    public required int Ineffective { get; init; }

    /// <summary>Of each plan that was carried out and measured, what was expected of it.</summary>
    public required IReadOnlyList<PredictedRecovery> Predictions { get; init; }

    /// <summary>The fault that was made at the same moment, or null.</summary>
    public Scenario? Beside { get; init; }

    /// <summary>Plans that a person was asked about.</summary>
    public required int Approvals { get; init; }

    /// <summary>Minutes of service that each user lost: the share of requests that failed, over time.</summary>
    public required double LostMinutes { get; init; }

    /// <summary>What the oracle says at the end.</summary>
    public required string Verdict { get; init; }

    /// <summary>Well again after something that the system did and measured; in a control: left alone.</summary>
    public bool IsResolved => Scenario.IsControl
        ? Mutations.Count == 0
        : WellAfter is not null && Incidents.Any(incident => incident.Outcome?.Kind == OutcomeKind.Healed);

    /// <summary>Well again, though nothing was done: the fault ended by itself.</summary>
    public bool IsWellByItself => !Scenario.IsControl && WellAfter is not null && Mutations.Count == 0;

    public bool IsHandedOver => Incidents.Any(incident => incident.Outcome?.Kind == OutcomeKind.HandedOver);

    public int Attempts => Incidents.Sum(incident => incident.Outcome?.Attempts ?? 0);
}

/// <summary>One incident of a play: how it stood last, and how it ended, if it did.</summary>
internal sealed record EndedIncident(IncidentStatus Status, Outcome? Outcome)
{
    /// <inheritdoc />
    public override string ToString() => $"{Status.Workload.Kind} {Status.Workload.Namespace}/{Status.Workload.Name}: {Outcome?.Kind.ToString() ?? Status.Phase.ToString()}: {Outcome?.Reason ?? Status.Headline}";
}
