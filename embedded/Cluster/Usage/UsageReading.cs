using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Usage;

/// <summary>What the containers of one pod were measured to use, over the window that ended at this time.</summary>
internal sealed record UsageReading(DateTimeOffset Time, IReadOnlyList<ContainerUsage> Containers)
{
    /// <summary>How often nodes are asked, and so how old a container must be to have been measured.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <summary>Cores or bytes, of all containers or of one.</summary>
    public double Sum(string resource, string? container = null) => Containers
        .Where(usage => container is null || usage.Container == container)
        .Sum(usage => resource == "cpu" ? usage.CpuCores : usage.MemoryBytes);
}
