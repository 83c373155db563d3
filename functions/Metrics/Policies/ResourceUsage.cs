using Autocura.Policies;

namespace Autocura.Metrics.Policies;

/// <summary>What the pods of a workload use, as the resource metrics API reports it, and what they request.</summary>
/// <param name="Replicas">What the workload asks for.</param>
internal sealed record ResourceUsage(int Replicas)
{
    /// <summary>What each pod uses, in cores.</summary>
    public IReadOnlyList<double> Cpu { get; init; } = [];

    /// <summary>What each pod uses, in bytes.</summary>
    public IReadOnlyList<double> Memory { get; init; } = [];

    /// <summary>Cores that one pod requests; null when it has a container that requests none.</summary>
    public double? CpuRequest { get; init; }

    /// <summary>Bytes that one pod requests; null when it has a container that requests none.</summary>
    public double? MemoryRequest { get; init; }

    /// <summary>The number that a limit is compared with, or why there is none.</summary>
    /// <remarks>As a HorizontalPodAutoscaler counts: utilization is all that is used over all that is requested, in percent. Where less than half of the pods are measured nothing is concluded.</remarks>
    public PolicyValue Of(ResourceMetric metric)
    {
        var (used, request) = metric.Name == "cpu" ? (Cpu, CpuRequest) : (Memory, MemoryRequest);
        if (used.Count == 0 || used.Count * 2 < Replicas)
        {
            return new PolicyValue(null, Replicas == 0 ? "it has no pods" : $"metrics.k8s.io knows {used.Count} of its {Replicas} pods");
        }

        return (metric.IsUtilization, request) switch
        {
            (false, _) => new PolicyValue(used.Average(), ""),
            (true, > 0) => new PolicyValue(100 * used.Average() / request, ""),
            _ => new PolicyValue(null, $"a container requests no {metric.Name}, so there is nothing to compare with"),
        };
    }
}
