namespace Autocura.Diagnosis;

/// <summary>
/// The actions that the built-in rules propose. They stand in records, plans and annotations, so a name never changes.
/// </summary>
public static class ActionNames
{
    /// <summary>Go back to a release that ran: <see cref="ActionParameters.ToRevision"/>.</summary>
    public const string RollBackRelease = "RollBackRelease";

    /// <summary>Give a container more memory: <see cref="ActionParameters.Container"/>, <see cref="ActionParameters.MemoryLimit"/>.</summary>
    public const string AdjustResources = "AdjustResources";

    /// <summary>Set the number of replicas: <see cref="ActionParameters.Replicas"/>.</summary>
    public const string ScaleWorkload = "ScaleWorkload";

    /// <summary>Point a Service's port at a container's: <see cref="ActionParameters.Port"/>, <see cref="ActionParameters.TargetPort"/>.</summary>
    public const string RepairService = "RepairService";

    /// <summary>Replace every pod, with the workload's own rollout strategy.</summary>
    public const string RestartWorkload = "RestartWorkload";
}
