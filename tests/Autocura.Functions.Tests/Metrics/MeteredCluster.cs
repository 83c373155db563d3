using Autocura.Diagnosis;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Metrics;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Metrics;

/// <summary>The simulated cluster with a Prometheus beside it that scrapes it every quarter of a minute, on one clock.</summary>
internal sealed class MeteredCluster : IAsyncDisposable
{
    private readonly TestCluster cluster;
    private readonly MetricsBackend backend;
    private readonly BoundedHttp http;

    private MeteredCluster(TestCluster cluster, MetricsBackend backend)
    {
        (this.cluster, this.backend) = (cluster, backend);
        Options = new MetricsOptions { PrometheusUrl = backend.Address };
        http = new BoundedHttp(Options, TimeProvider.System);
    }

    public MetricsOptions Options { get; }

    public DateTimeOffset Now => cluster.Time.GetUtcNow();

    public IMetricSource Source => new PrometheusSource(Options, http);

    public DependencyMetrics Dependencies => new(Source, Options, Reach, TimeProvider.System);

    private static MetricsReach Reach => new("test", false);

    public static async Task<MeteredCluster> StartAsync(TimeSpan history)
    {
        var cluster = await TestCluster.StartAsync();
        var options = new MetricsBackendOptions { Port = 0, ScrapeInterval = TimeSpan.FromSeconds(15), RuleFiles = new Dictionary<string, string>() };
        var metered = new MeteredCluster(cluster, await MetricsBackend.StartAsync(options, cluster.Exporter.Read, cluster.Time, NullLoggerFactory.Instance));
        await metered.RunAsync(history);
        return metered;
    }

    public Task RunAsync(TimeSpan span) => cluster.RunAsync(span, backend.WhenIdleAsync);

    public async Task PlayAsync(string scenario, TimeSpan span)
    {
        var play = new ScenarioRun(cluster.Store, cluster.Time).PlayAsync(ScenarioCatalog.Load().Find(scenario), CancellationToken.None);
        await RunAsync(span);
        await play;
    }

    /// <summary>What the numbers say of a Deployment of the shop whose trouble was noticed now, or at the time given.</summary>
    public Task<MeasurementsReading> MeasureAsync(string workload, DateTimeOffset? onset = null)
    {
        var incident = new Incident { Workload = new WorkloadRef("test", "Deployment", "shop", workload), OpenedAt = onset ?? Now, Signals = [] };
        return new MeasurementReader(Source, cluster.Clusters, Options, Reach, cluster.Time)
            .ReadAsync(new EvidenceRequest(incident, incident.Signals), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await backend.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
