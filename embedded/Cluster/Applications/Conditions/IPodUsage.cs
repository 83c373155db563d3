using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>What a running container uses now: cores and bytes.</summary>
internal readonly record struct ContainerUsage(string Container, double CpuCores, double MemoryBytes)
{
    /// <summary>Core-seconds since the container started.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Seconds since then for which its CPU limit has held it back.</summary>
    public double ThrottledSeconds { get; init; }

    /// <summary>Periods of a tenth of a second since then in which its CPU was limited at all.</summary>
    public double Periods { get; init; }

    /// <summary>Those of them in which the limit has held it back.</summary>
    public double ThrottledPeriods { get; init; }
}

/// <summary>
/// What the containers of a pod use now: the one source of metrics.k8s.io, of autoscaling and of the kubelet's series, so that they agree.
/// </summary>
internal interface IPodUsage
{
    /// <summary>One entry for each container that runs; none for a pod that has not started.</summary>
    IReadOnlyList<ContainerUsage> Of(JsonObject pod);
}
