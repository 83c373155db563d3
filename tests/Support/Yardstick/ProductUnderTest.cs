using Autocura.Activities;
using Autocura.Alerts;
using Autocura.Cluster.Sweep;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;
using Autocura.KnownGood;
using Autocura.KnownGood.Capture;
using Autocura.Planning;
using Autocura.Support.Catalogue;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Support.Yardstick;

/// <summary>
/// The function app as it is composed in production, with its own rights, pointed at a stage: its activities are called one after the other, as its
/// orchestrator would, but without the engine.
/// </summary>
internal sealed class ProductUnderTest : IAsyncDisposable
{
    /// <summary>The cluster's name, as it stands in the references to its workloads.</summary>
    public const string ClusterName = SimulatedCluster.Name;

    private readonly ServiceProvider services;

    private ProductUnderTest(ServiceProvider services) => this.services = services;

    /// <summary>The app beside a stage's cluster, and its metrics where it may have them.</summary>
    public static ProductUnderTest Beside(ScenarioStage stage, string kubeconfig, bool hasMetrics) =>
        Beside(stage.Time, kubeconfig, hasMetrics ? stage.Monitoring.Address : null);

    /// <summary>The app beside the cluster of a kubeconfig.</summary>
    public static ProductUnderTest Beside(TimeProvider time, string kubeconfig, Uri? prometheus)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Cluster:Name"] = ClusterName,
            ["Cluster:Kubeconfig"] = kubeconfig,
            // The limits protect a real API server by the machine's clock, which the stage does not go by.
            ["Cluster:RequestsPerSecond"] = "10000",
            ["Autocura:Mode"] = nameof(OperatingMode.Auto),
            ["Metrics:PrometheusUrl"] = prometheus?.ToString(),
        };
        var builder = new Composition(new ServiceCollection());
        builder.Services.AddLogging().AddSingleton(time);
        builder.UseAutocura(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return new ProductUnderTest(builder.Services.BuildServiceProvider());
    }

    /// <summary>The service account of the app, installed as in production; returns its kubeconfig.</summary>
    public static string Install(ScenarioStage stage) => Install(stage.Cluster.Server!, stage.Cluster.Store, stage.Time);

    /// <inheritdoc cref="Install(ScenarioStage)" />
    public static string Install(ClusterServer server, ObjectStore store, TimeProvider time) => server.WriteKubeconfig(new AppAccount(store, time).Install());

    /// <summary>The workload that an alert is about; null when the app finds none.</summary>
    public async Task<WorkloadRef?> ResolveAsync(Alert alert) => (await Activity<ResolveAlert>().RunAsync(alert, CancellationToken.None)).Workload;

    /// <summary>Begins to watch by itself.</summary>
    public OwnWatch Watch() => new(Activity<SweepCluster>(), Activity<ScanMetrics>(), services.GetRequiredService<TimeProvider>());

    /// <summary>Keeps what is good now, as its timer has it do.</summary>
    public Task<IReadOnlyList<CaptureReport>> CaptureKnownGoodAsync() => services.GetRequiredService<KnownGoodCapture>().RunAsync(CancellationToken.None);

    /// <summary>What looks at the cluster by itself.</summary>
    public ClusterSweeper Sweeper() => services.GetRequiredService<ClusterSweeper>();

    /// <summary>What looks at policies.</summary>
    public ScanPolicies Policies() => Activity<ScanPolicies>();

    /// <summary>Finds out why, and follows the answer to where the trouble begins.</summary>
    public Task<Finding> FindOutWhyAsync(Incident incident, IEvidenceSource source) =>
        new WhyQuestion(services.GetRequiredService<Diagnoser>(), source).AskAsync(incident, services.GetRequiredService<AutocuraOptions>().MaxDiagnosisDepth);

    /// <summary>What it reads of the cluster, remembered.</summary>
    public EvidenceMemory Reading() => new(services.GetRequiredService<EvidenceGathering>());

    /// <summary>What it would do about it.</summary>
    public Task<PlanDraft> PlanAsync(Incident incident, Finding found) => Activity<DraftPlan>().RunAsync(
        new PlanRequest { Incident = incident, Evidence = found.Evidence, Diagnosis = found.Diagnosis, Attempt = 1 }, CancellationToken.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private T Activity<T>() where T : class => ActivatorUtilities.CreateInstance<T>(services);

    private sealed record Composition(IServiceCollection Services) : IFunctionsWorkerApplicationBuilder
    {
        public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;
    }
}
