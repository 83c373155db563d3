using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Reads incidents from their instances.</summary>
internal static class IncidentView
{
    /// <summary>Null when the instance is no incident.</summary>
    public static IncidentSummary? Summary(OrchestrationMetadata instance)
    {
        return Status(instance) is not { } status ? null : new IncidentSummary
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
            Role = status.Kinship.Role,
            Root = status.Kinship.Role == KinRole.Child ? status.Kinship.Parent : Outcome(instance)?.Root,
            Children = status.Kinship.ChildrenInAll,
            Flapping = status.Flapping?.ToString(),
        };
    }

    public static IncidentDetails? Details(OrchestrationMetadata instance, HttpManagementPayload? links) =>
        Summary(instance) is { } summary && Status(instance) is { } status
            ? new IncidentDetails(summary, status, Outcome(instance), instance.FailureDetails?.ErrorMessage, links)
            : null;

    private static Outcome? Outcome(OrchestrationMetadata instance) =>
        instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;

    /// <summary>Its own word; before it has said one, what it was started with.</summary>
    private static IncidentStatus? Status(OrchestrationMetadata instance) =>
        instance.ReadCustomStatusAs<IncidentStatus>() ?? (instance.ReadInputAs<Incident>() is { } incident ? IncidentStatus.Opened(incident) : null);
}
