using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

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
}

/// <summary>One incident in full: where it stands, how it ended, and the addresses at which its instance is managed.</summary>
internal sealed record IncidentDetails(IncidentSummary Summary, IncidentStatus Status, Outcome? Outcome, string? Failure, HttpManagementPayload Links);

/// <summary>Reads incidents from their instances.</summary>
internal static class IncidentView
{
    /// <summary>Null when the instance is no incident.</summary>
    public static IncidentSummary? Summary(OrchestrationMetadata instance)
    {
        if (Status(instance) is not { } status)
        {
            return null;
        }

        return new IncidentSummary
        {
            Id = instance.InstanceId,
            RuntimeStatus = instance.RuntimeStatus.ToString(),
            Phase = status.Phase,
            Severity = status.Severity,
            Risk = status.Risk,
            Workload = status.Workload,
            RecordName = status.RecordName,
            Headline = status.Headline,
            Attempt = status.Attempt,
            Alerts = status.Alerts,
            OpenedAt = status.OpenedAt,
            UpdatedAt = instance.LastUpdatedAt,
            Outcome = Outcome(instance)?.Kind,
        };
    }

    public static IncidentDetails? Details(OrchestrationMetadata instance, HttpManagementPayload links) =>
        Summary(instance) is { } summary && Status(instance) is { } status
            ? new IncidentDetails(summary, status, Outcome(instance), instance.FailureDetails?.ErrorMessage, links)
            : null;

    private static Outcome? Outcome(OrchestrationMetadata instance) =>
        instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;

    /// <summary>Its own word; before it has said one, what it was started with.</summary>
    private static IncidentStatus? Status(OrchestrationMetadata instance) =>
        instance.ReadCustomStatusAs<IncidentStatus>() ?? (instance.ReadInputAs<Incident>() is { } incident ? Opened(incident) : null);

    private static IncidentStatus Opened(Incident incident)
    {
        var risk = RiskScore.Of(incident.Signals.Select(signal => signal.Type));
        return new IncidentStatus
        {
            Phase = IncidentPhase.Detected,
            Severity = RiskScore.SeverityOf(risk),
            Risk = risk,
            Workload = incident.Workload,
            OpenedAt = incident.OpenedAt,
            RecordName = incident.RecordName,
            Alerts = incident.Signals.Count,
        };
    }
}
