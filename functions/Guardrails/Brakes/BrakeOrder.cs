using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Guardrails.Brakes;

/// <summary>A plan that is about to act: who, for which incident, on what.</summary>
public sealed record BrakeOrder
{
    public required string Cluster { get; init; }

    public required string Holder { get; init; }

    public required string Incident { get; init; }

    public required WorkloadRef Workload { get; init; }

    /// <summary>The target of every step.</summary>
    public required IReadOnlyList<ObjectRef> Targets { get; init; }

    public required ReviewSettings Settings { get; init; }

    public static BrakeOrder Of(Incident incident, RemediationPlan plan, ReviewSettings settings) => new()
    {
        Cluster = incident.Workload.Cluster,
        Holder = $"{settings.Host}/{plan.Id}",
        Incident = incident.RecordName,
        Workload = incident.Workload,
        Targets = [.. plan.Steps.Select(step => step.Target)],
        Settings = settings,
    };
}
