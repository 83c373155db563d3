using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Metrics;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>The simulated cluster as the host runs it: its objects on disk, its controllers on the clock, its API over HTTPS, applications installed in it.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    /// <summary>The cluster's name, as it stands in incidents.</summary>
    public const string Name = "simulated";

    private SimulatedCluster(ObjectStore store, Simulation simulation, ClusterServer server, string appKubeconfigPath)
    {
        AppKubeconfigPath = appKubeconfigPath;
        Store = store;
        Simulation = simulation;
        Server = server;
    }

    public ObjectStore Store { get; }

    public Simulation Simulation { get; }

    public ClusterServer Server { get; }

    public Exporter Exporter => Simulation.Exporter;

    /// <summary>What people reach the cluster by, as its administrator.</summary>
    public string KubeconfigPath => Server.KubeconfigPath;

    /// <summary>What the function app reaches the cluster by, with the rights it has on a real one.</summary>
    public string AppKubeconfigPath { get; }

    public static async Task<SimulatedCluster> StartAsync(EmbeddedHostOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        await using var started = new StartedParts();
        var store = started.Add(ObjectStore.Open(Path.Combine(folder, "cluster.db"), new ResourceCatalog(), time, options.Seed));
        var simulation = started.Add(new Simulation(store, time, options.World ?? SimulatedWorld.Load(), options.Seed, loggers.CreateLogger<Simulation>()));
        simulation.Start();
        var server = started.Add(await ClusterServer.StartAsync(
            new ClusterServerOptions { Port = options.ClusterPort, DataFolder = folder }, store, simulation.Reports, time));
        await new ApplicationInstallation(store, simulation).InstallAsync(options.Applications);
        var app = server.WriteKubeconfig(new AppAccount(store, time).Install());
        started.Keep();
        return new SimulatedCluster(store, simulation, server, app);
    }

    public Task WhenIdleAsync() => Simulation.WhenIdleAsync();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulation.DisposeAsync();
        Store.Dispose();
    }
}
