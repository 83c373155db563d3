using Azure.Identity;
using Azure.Monitor.Query;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.Metrics.Logs;

/// <summary>Registers the reading of logs outside the cluster. The identity is the environment's: a managed identity on Azure, whoever is signed in elsewhere.</summary>
public static class LogsSetup
{
    /// <summary>Adds <see cref="WorkloadLogs"/> from the settings under <c>AzureMonitor:</c>.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("AzureMonitor").Get<AzureMonitorOptions>() ?? new AzureMonitorOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("AzureMonitor", typeof(AzureMonitorOptions), problems);
        }

        var client = options.IsConfigured ? new LogsQueryClient(options.Endpoint, new DefaultAzureCredential(), new LogsQueryClientOptions()) : null;
        return services.AddSingleton(provider => new WorkloadLogs(options, client, provider.GetRequiredService<TimeProvider>()));
    }
}
