using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Support;

/// <summary>
/// The simulated cluster with the shop in it, over real HTTP on a free port, in a folder of its own, with a clock that only the test moves.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Simulation simulation;
    private readonly ClusterServer server;
    private readonly ClusterDirectory clusters;

    private TestCluster(DirectoryInfo folder, ManualTime time, ObjectStore store, Simulation simulation, ClusterServer server)
    {
        this.folder = folder;
        this.simulation = simulation;
        this.server = server;
        Time = time;
        Store = store;
        clusters = new ClusterDirectory([new KubernetesCluster(new ClusterOptions { Name = "test", Kubeconfig = server.KubeconfigPath }, Wire)]);
    }

    public ManualTime Time { get; }

    public ObjectStore Store { get; }

    /// <summary>By which any client, kubectl too, reaches the cluster.</summary>
    public string KubeconfigPath => server.KubeconfigPath;

    /// <summary>What a Prometheus sees of the cluster.</summary>
    public Exporter Exporter => simulation.Exporter;

    /// <summary>Makes the API server fail on demand.</summary>
    public FaultInjector Faults => server.Faults;

    /// <summary>The product's own client, over HTTP.</summary>
    public ICluster Client => clusters.Home;

    /// <summary>The only cluster there is.</summary>
    public IClusters Clusters => clusters;

    /// <summary>The network runs by the machine's clock; nothing is repeated by chance.</summary>
    private static ClusterWire Wire => new(TimeProvider.System, () => 0, NullLogger.Instance);

    /// <summary>A cluster in which the shop has been running for a minute. Its last changes, as many as <paramref name="history"/> says, can be watched from.</summary>
    public static async Task<TestCluster> StartAsync(int history = 20_000)
    {
        var home = Directory.CreateTempSubdirectory("autocura-test-");
        var time = new ManualTime();
        var store = ObjectStore.Open(Path.Combine(home.FullName, "cluster.db"), new ResourceCatalog(), time, history: history);
        var simulated = new Simulation(store, time, ImageCatalog.Load(), seed: 1, NullLogger<Simulation>.Instance);
        var api = await ClusterServer.StartAsync(new ClusterServerOptions { Port = 0, DataFolder = home.FullName }, store, simulated.Reports, time);
        var cluster = new TestCluster(home, time, store, simulated, api);
        simulated.Start();
        await new ApplicationInstallation(store, simulated).InstallAsync();
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        return cluster;
    }

    /// <summary>Lets simulated time pass, with everything that is due in it.</summary>
    public Task RunAsync(TimeSpan span) => Time.RunAsync(span, simulation.WhenIdleAsync);

    /// <summary>The same, together with something else that follows the clock.</summary>
    public Task RunAsync(TimeSpan span, Func<Task> whenIdle) => Time.RunAsync(span, async () =>
    {
        await simulation.WhenIdleAsync();
        await whenIdle();
    });

    /// <summary>What a person does with kubectl: straight into the store, in that person's name.</summary>
    public JsonObject Edit(ObjectKey key, Action<JsonObject> change) => Store.Update(
        key,
        found =>
        {
            change(found);
            return found;
        },
        ApplicationInstallation.Developer("kubectl-edit"));

    /// <summary>Writes to the object over the API by this system, dry runs left out.</summary>
    public IReadOnlyList<AuditEntry> OwnWrites(ObjectKey key) => [.. OwnWrites().Where(entry => entry.Key == key)];

    /// <summary>Writes over the API by this system, dry runs left out. A deletion names no field manager, but the program.</summary>
    public IReadOnlyList<AuditEntry> OwnWrites() =>
    [
        .. Store.Audit.Read().Where(entry => !entry.DryRun && entry.Code < 300
            && (entry.Actor.FieldManager == KubernetesCluster.FieldManager || entry.Actor.UserAgent.StartsWith("autocura-functions/", StringComparison.Ordinal))),
    ];

    public async ValueTask DisposeAsync()
    {
        clusters.Dispose();
        await server.DisposeAsync();
        await simulation.DisposeAsync();
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
