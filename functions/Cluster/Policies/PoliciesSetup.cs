using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Cluster.Policies;

/// <summary>Registers what reads people's decisions: one line each kind.</summary>
public static class PoliciesSetup
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<PrescriptionReader>()
        .AddSingleton<IPrescriptionSource, RunbookPrescriptions>()
        .AddSingleton<IPolicyWatch, RunbookWatch>()
        .AddSingleton<IPrescriptionSource, RollbackPrescriptions>();
}
