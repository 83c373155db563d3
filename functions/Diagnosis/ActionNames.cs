namespace Autocura.Diagnosis;

/// <summary>
/// The actions that the built-in rules propose, and their parameters. They stand in records, plans and annotations, so a name never changes.
/// </summary>
public static class ActionNames
{
    /// <summary>Go back to a release that ran: <see cref="ToRevision"/>.</summary>
    public const string RollBackRelease = "RollBackRelease";

    /// <summary>Give a container more memory: <see cref="Container"/>, <see cref="MemoryLimit"/>.</summary>
    public const string AdjustResources = "AdjustResources";

    /// <summary>Set the number of replicas: <see cref="Replicas"/>.</summary>
    public const string ScaleWorkload = "ScaleWorkload";

    /// <summary>Point a Service's port at a container's: <see cref="Port"/>, <see cref="TargetPort"/>.</summary>
    public const string RepairService = "RepairService";

    /// <summary>Replace every pod, with the workload's own rollout strategy.</summary>
    public const string RestartWorkload = "RestartWorkload";

    public const string ToRevision = "toRevision";
    public const string Container = "container";
    public const string MemoryLimit = "memoryLimit";
    public const string Replicas = "replicas";
    public const string Port = "port";
    public const string TargetPort = "targetPort";
}
