using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Cluster;

/// <summary>Registers the cluster. The kubeconfig is read at the first call, so that the app starts, and says what is wrong, without one.</summary>
public static class ClusterSetup
{
    /// <summary>Adds <see cref="ICluster"/> from the settings under <c>Cluster:</c>.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Cluster").Get<ClusterOptions>() ?? new ClusterOptions());
        services.AddSingleton(provider => new Kubernetes(Connection(provider.GetRequiredService<ClusterOptions>())));
        return services.AddSingleton<ICluster, KubernetesCluster>();
    }

    private static KubernetesClientConfiguration Connection(ClusterOptions options)
    {
        var connection = string.IsNullOrEmpty(options.Kubeconfig)
            ? KubernetesClientConfiguration.BuildDefaultConfig()
            : KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig, string.IsNullOrEmpty(options.Context) ? null : options.Context);
        connection.HttpClientTimeout = options.Timeout;
        return connection;
    }
}
