using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autocura.Cluster;

/// <summary>Registers the clusters. Each kubeconfig is read at the first call, so that the app starts, and says what is wrong, without one.</summary>
public static class ClusterSetup
{
    /// <summary>Adds <see cref="IClusters"/> from the settings under <c>Cluster:</c> and <c>Clusters:</c>. Waits on the network go by <paramref name="time"/>.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration configuration, TimeProvider time)
    {
        var all = ClusterSettings.Read(configuration);
        return services.AddSingleton<IClusters>(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<KubernetesCluster>();
            return new ClusterDirectory([.. all.Select(options => new KubernetesCluster(options, Wire(options, time, log)))]);
        });
    }

    private static ClusterWire Wire(ClusterOptions options, TimeProvider time, ILogger log)
    {
        // Another seed in every process: replicas that were refused together must not come back together.
        var random = new Random(HashCode.Combine(options.Name, Environment.MachineName, Environment.ProcessId));
        return new ClusterWire(time, Chance, log);

        double Chance()
        {
            lock (random)
            {
                return random.NextDouble();
            }
        }
    }
}
