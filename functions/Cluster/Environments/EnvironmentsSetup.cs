using System.Security.Cryptography;
using Autocura.Cluster.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Cluster.Environments;

/// <summary>Registers what copies workloads and removes copies. They need <see cref="IClusters"/>.</summary>
public static class EnvironmentsSetup
{
    /// <summary>A generated Secret may guard something for as long as a copy lives, so nobody must be able to foretell it.</summary>
    public static IServiceCollection AddEnvironments(this IServiceCollection services) => services
        .AddSingleton(new CopiedSecret(RandomNumberGenerator.GetBytes))
        .AddSingleton<EnvironmentCopier>()
        .AddSingleton<EnvironmentRemover>()
        .AddSingleton<IPrescriptionSource, EnvironmentPrescriptions>();
}
