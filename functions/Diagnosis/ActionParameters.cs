namespace Autocura.Diagnosis;

/// <summary>The parameters of the actions that the built-in rules propose: as lasting as <see cref="ActionNames"/>.</summary>
public static class ActionParameters
{
    /// <summary>A revision number of the workload.</summary>
    public const string ToRevision = "toRevision";

    /// <summary>A container of the pod template, by name.</summary>
    public const string Container = "container";

    /// <summary>A Kubernetes quantity: "256Mi".</summary>
    public const string MemoryLimit = "memoryLimit";

    /// <summary>A whole number.</summary>
    public const string Replicas = "replicas";

    /// <summary>The Service's own port number.</summary>
    public const string Port = "port";

    /// <summary>A container port's number or name.</summary>
    public const string TargetPort = "targetPort";
}
