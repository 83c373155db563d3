using Autocura.Cluster;
using Autocura.Diagnosis.Surroundings;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.KnownGood;
using Autocura.KnownGood.Capture;
using Autocura.Metrics;
using Autocura.Support.Catalogue;
using Autocura.Support.Yardstick;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios.KnownGood;

/// <summary>
/// A stage on which good states are kept as in production: by the app's own account, over HTTP, with the Prometheus API beside it, once a minute of a clock that
/// only the test moves.
/// </summary>
internal sealed class KeptStage : IAsyncDisposable
{
    private readonly ClusterDirectory clusters;
    private readonly PrometheusSource metrics;
    private readonly KnownGoodCapture capture;
    private readonly ChangeReader changes;

    private KeptStage(ScenarioStage stage, KnownGoodOptions options)
    {
        Stage = stage;
        var wire = new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance);
        clusters = new ClusterDirectory([new KubernetesCluster(new ClusterOptions { Name = "test", Kubeconfig = ProductUnderTest.Install(stage), RequestsPerSecond = 10_000 }, wire)]);
        var metricsOptions = new MetricsOptions { PrometheusUrl = stage.Monitoring.Address };
        metrics = new PrometheusSource(metricsOptions, new BoundedHttp(metricsOptions, TimeProvider.System));
        var system = new AutocuraOptions();
        Store = new KnownGoodStore(options, system);
        var sources = new CaptureSources(metrics, new MetricsReach("test", TellsClustersApart: true), options, system);
        capture = new KnownGoodCapture(clusters, sources, stage.Time, NullLogger<KnownGoodCapture>.Instance);
        changes = new ChangeReader(Store, options);
    }

    public ScenarioStage Stage { get; }

    public KnownGoodStore Store { get; }

    /// <summary>The app's own connection.</summary>
    public ICluster Client => clusters.Home;

    public static async Task<KeptStage> OpenAsync(Scenario scenario, KnownGoodOptions? options = null) =>
        new(await ScenarioStage.OpenAsync(scenario, new StageSettings { IsServed = true }), options ?? new KnownGoodOptions());

    /// <summary>A run now.</summary>
    public async Task<CaptureReport> CaptureAsync() => (await capture.RunAsync(CancellationToken.None)).ShouldHaveSingleItem();

    /// <summary>Minutes with a run at the end of each; returns the last.</summary>
    public async Task<CaptureReport> PassAsync(int minutes)
    {
        var report = await CaptureAsync();
        for (var minute = 0; minute < minutes; minute++)
        {
            await Stage.UntilAsync(TimeSpan.FromMinutes(1), _ => false);
            report = await CaptureAsync();
        }

        return report;
    }

    /// <summary>What changed, for a workload in trouble since now.</summary>
    public async Task<IReadOnlyList<ObjectChange>> ChangesAsync(WorkloadRef workload) =>
        (await changes.ReadAsync(Client, workload, Stage.Now, CancellationToken.None)).Changes;

    public Task<(IReadOnlyList<ObjectChange> Changes, DateTimeOffset? LastHealthyAt)> ReadAsync(WorkloadRef workload, DateTimeOffset onset) =>
        changes.ReadAsync(Client, workload, onset, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        metrics.Dispose();
        clusters.Dispose();
        await Stage.DisposeAsync();
    }
}
