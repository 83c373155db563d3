namespace Autocura.Diagnosis.Surroundings;

/// <summary>A node, as far as pods of the workload are concerned.</summary>
public sealed record NodeView(string Name, bool Ready, bool Schedulable, int PodsOfWorkload)
{
    /// <summary>MemoryPressure, DiskPressure, PIDPressure, NetworkUnavailable: those that hold.</summary>
    public IReadOnlyList<string> Pressures { get; init; } = [];

    public DateTimeOffset? CordonedAt { get; init; }

    /// <summary>Who set it unschedulable: the field manager ("kubectl-cordon", "cluster-autoscaler"); empty when it is not cordoned.</summary>
    public string CordonedBy { get; init; } = "";

    /// <summary>Taints that pods of the workload do not tolerate ("dedicated=gpu:NoSchedule").</summary>
    public IReadOnlyList<string> RepellingTaints { get; init; } = [];
}
