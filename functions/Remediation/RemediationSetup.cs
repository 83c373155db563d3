using Autocura.Remediation.Actions;
using Autocura.Remediation.GitOps;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Remediation;

/// <summary>Registers the actions: one line each.</summary>
public static class RemediationSetup
{
    public static IServiceCollection AddRemediation(this IServiceCollection services)
    {
        services.AddSingleton<ObjectEdit>().AddSingleton<ObjectCreation>().AddSingleton<ObjectRemoval>().AddSingleton<PodRemoval>().AddSingleton<ActionCatalog>().AddSingleton<ReaderRestarts>();
        services.AddAction<RollBackRelease>();
        services.AddAction<AdjustResources>();
        services.AddAction<ScaleWorkload>();
        services.AddAction<RepairService>();
        services.AddAction<RestartWorkload>();
        services.AddAction<RestoreKnownGood>();
        services.AddAction<RemoveObject>();
        services.AddAction<PauseChaos>();
        services.AddAction<CordonNode>();
        services.AddAction<UncordonNode>();
        services.AddAction<AdjustAutoscaler>();
        services.AddAction<ReleaseVolume>();
        services.AddAction<DeletePod>();
        services.AddAction<EvictPod>();
        services.AddAction<DrainNode>();
        services.AddAction<PatchConfig>();
        services.AddSingleton<GitOpsOwners>().AddSingleton<GitOpsRoute>().AddSingleton<PlanCompletion>();
        services.AddAction<SuspendGitOps>();
        services.AddAction<SyncGitOps>();
        services.AddAction<Annotate>();
        services.AddAction<RunJob>();
        return services.AddSingleton(provider => provider.GetRequiredService<ActionCatalog>().Profiles);
    }

    private static void AddAction<T>(this IServiceCollection services) where T : class, IRemediationAction => services.AddSingleton<IRemediationAction, T>();
}
