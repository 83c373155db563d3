using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Cluster.Sweep;

/// <summary>Registers what looks at whole clusters.</summary>
public static class SweepSetup
{
    public static IServiceCollection AddClusterSweep(this IServiceCollection services) => services.AddSingleton<ClusterSweeper>();
}
