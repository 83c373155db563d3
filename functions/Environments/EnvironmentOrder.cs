using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Environments;

/// <summary>One run of one ParallelEnvironment object: as it was declared in this generation.</summary>
public sealed record EnvironmentOrder(string Cluster, string Namespace, string Name, string Uid, long Generation)
{
    /// <summary>The durable instance: one object has one for ever, so the durable runtime itself allows one run of it at a time.</summary>
    [JsonIgnore]
    public string InstanceId => $"environment-{Uid}";

    /// <summary>The workload of that name in the source or the copy, as measuring and incidents name it.</summary>
    public WorkloadRef WorkloadIn(string ns, EnvironmentWorkload workload) => new(Cluster, workload.Kind, ns, workload.Name);

    public override string ToString() => $"ParallelEnvironment {Namespace}/{Name}";
}
