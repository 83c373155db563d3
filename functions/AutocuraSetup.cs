using Autocura.Activities;
using Autocura.Cluster;
using Autocura.Cluster.Environments;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Cluster.Sweep;
using Autocura.Dashboard;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.KnownGood;
using Autocura.LanguageModels;
using Autocura.Ledger;
using Autocura.Metrics;
using Autocura.Metrics.Logs;
using Autocura.Notifications;
using Autocura.Remediation;
using Autocura.Reports;
using Autocura.Settings;
using Autocura.Signals;
using Autocura.Telemetry;
using Autocura.Triggers;
using Autocura.Triggers.Access;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Autocura;

/// <summary>The composition of the function app: one line per folder. Both runtimes start from here.</summary>
public static class AutocuraSetup
{
    /// <summary>Registers everything the functions need.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IFunctionsWorkerApplicationBuilder UseAutocura(this IFunctionsWorkerApplicationBuilder builder, IConfiguration configuration)
    {
        var options = configuration.GetSection("Autocura").Get<AutocuraOptions>() ?? new AutocuraOptions();
        var problems = options.Problems().Concat(options.Notifications.Unusable()).ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("Autocura", typeof(AutocuraOptions), problems);
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options).AddSingleton(options.Scan).AddSingleton(options.Jobs);
        // A network runs by the machine's clock, also where all else runs by a simulated one.
        builder.Services.AddCluster(configuration, TimeProvider.System);
        builder.Services.AddClusterReaders();
        builder.Services.AddPolicies().AddEnvironments();
        builder.Services.AddSignals().AddClusterSweep();
        builder.Services.AddNotifications(options.Notifications, TimeProvider.System);
        builder.Services.AddLanguageModels(options.LanguageModel, TimeProvider.System);
        builder.Services.AddMetrics(configuration).AddLogs(configuration);
        builder.Services.AddDiagnosis();
        builder.Services.AddSingleton<EvidenceNumbers>().AddSingleton<EvidenceTerms>().AddSingleton<EvidenceGathering>().AddSingleton<IEvidenceSource>(provider => provider.GetRequiredService<EvidenceGathering>()).AddSingleton<Investigator>();
        builder.Services.AddSingleton<Activities.OpenIncidents>().AddSingleton<ModelTrainer>();
        builder.Services.AddSingleton<ReviewBrakes>().AddSingleton<ReviewGathering>();
        builder.Services.AddSingleton<AdviceStores>().AddSingleton<AdviceGathering>();
        builder.Services.AddGuardrails();
        builder.Services.AddVerification();
        builder.Services.AddRemediation();
        builder.Services.AddLedger(configuration);
        builder.Services.AddReports();
        builder.Services.AddLiveSettings();
        builder.Services.AddKnownGood(configuration);
        builder.Services.AddTelemetry();
        builder.Services.AddDashboard();
        builder.Services.AddTriggers(configuration).AddAccess(configuration, TimeProvider.System);
        return builder.UseMiddleware<AccessGuard>().UseMiddleware<IncidentMarks>();
    }
}
