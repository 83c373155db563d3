using Autocura.Cluster;
using Autocura.Ledger.Audit;
using Autocura.Ledger.Brakes;
using Autocura.Ledger.Environments;
using Autocura.Ledger.GitOps;
using Autocura.Ledger.Learning;
using Autocura.Ledger.Training;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Ledger;

/// <summary>Registers the record in the cluster, and the routing of alerts that reads it.</summary>
public static class LedgerSetup
{
    private const string DefaultNamespace = "autocura-cognitiva";

    /// <summary>Adds <see cref="IncidentLedger"/>, <see cref="AnomalyLedger"/> and <see cref="WorkloadResolver"/>; they need <see cref="IClusters"/>.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new LedgerOptions(configuration["Autocura:Namespace"] ?? DefaultNamespace));
        services.AddSingleton<WorkloadResolver>();
        services.AddSingleton<AnomalyLedger>();
        services.AddSingleton<InsightLedger>();
        services.AddSingleton<RecordPruning>();
        services.AddSingleton<ExperienceReader>().AddSingleton<LearningStore>().AddSingleton<ResetEvents>().AddSingleton<LearningBoard>().AddSingleton<ApprovalNotes>().AddSingleton<TokenLedger>();
        services.AddSingleton<ControlSwitch>().AddSingleton<ObjectLocks>().AddSingleton<BrakeStore>().AddSingleton<ClusterBrakes>().AddSingleton<SuspensionKeeper>();
        services.AddSingleton<AuditTrail>().AddSingleton<AuditInstruments>().AddSingleton<OwnMeter>(provider => provider.GetRequiredService<AuditInstruments>());
        services.AddSingleton<EnvironmentLedger>().AddSingleton<EnvironmentNotes>().AddSingleton<TrialLedger>().AddSingleton<ModelStore>().AddSingleton<IssueReports>().AddSingleton<DigestShelf>();
        return services.AddSingleton<IncidentLedger>();
    }
}
