using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>An open incident as others see it.</summary>
public sealed record Standing
{
    public required string InstanceId { get; init; }

    public required string RecordName { get; init; }

    public required WorkloadRef Workload { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>A person has stopped it for now: nobody waits for it, unless it was acting.</summary>
    public bool IsSuspended { get; init; }

    public Kinship Kinship { get; init; } = new();

    /// <summary>The episode that others link to.</summary>
    public IncidentLink Link(string why) => new(InstanceId, RecordName, Workload) { Why = why };

    internal Ties? Ties => Kinship.Ties;

    internal bool IsDecided => Kinship.Role is not KinRole.Undecided;

    internal bool IsActing => Kinship.Role is KinRole.Acting;

    internal bool IsSameAs(Standing other) => InstanceId == other.InstanceId;

    public static Standing Of(Incident incident) => new()
    {
        InstanceId = incident.InstanceId,
        RecordName = incident.RecordName,
        Workload = incident.Workload,
        OpenedAt = incident.OpenedAt,
    };

    public static Standing Of(IncidentStatus status) => new()
    {
        InstanceId = status.Workload.InstanceId,
        RecordName = status.RecordName,
        Workload = status.Workload,
        OpenedAt = status.OpenedAt,
        Kinship = status.Kinship,
    };
}
