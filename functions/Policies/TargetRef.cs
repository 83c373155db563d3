using Autocura.Incidents;

namespace Autocura.Policies;

/// <summary>The workload that a policy is about, as its author wrote it.</summary>
public sealed record TargetRef
{
    public string Kind { get; init; } = "Deployment";

    public string Name { get; init; } = "";

    /// <summary>The policy's own when empty.</summary>
    public string Namespace { get; init; } = "";

    public WorkloadRef In(string cluster, string ownNamespace) => new(cluster, Kind, Namespace.Length > 0 ? Namespace : ownNamespace, Name);
}
