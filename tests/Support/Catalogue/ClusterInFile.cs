using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Controllers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Support.Catalogue;

/// <summary>A whole simulated cluster: its objects in a file, its controllers, its definitions of custom resources and, where it is served, its API over HTTPS.</summary>
internal sealed class ClusterInFile : IAsyncDisposable
{
    private readonly ManualTime time;
    private readonly List<IDisposable> parts = [];

    private ClusterInFile(string path, ManualTime time, StageSettings settings)
    {
        this.time = time;
        Store = ObjectStore.Open(path, new ResourceCatalog(), time, settings.Seed);
        Simulation = new Simulation(Store, time, settings.World, settings.Seed, NullLogger<Simulation>.Instance);
    }

    public ObjectStore Store { get; }

    public Simulation Simulation { get; }

    /// <summary>Null where it is not served.</summary>
    public ClusterServer? Server { get; private set; }

    /// <summary>A cluster without an HTTP server.</summary>
    public static ClusterInFile Open(string path, ManualTime time, StageSettings settings)
    {
        var cluster = new ClusterInFile(path, time, settings);
        var store = cluster.Store;
        cluster.parts.AddRange([new CustomResources(store), new QuotaStatus(store), new AggregatedRoles(store), new Bootstrap(store, time, "")]);
        cluster.Simulation.Start();
        return cluster;
    }

    /// <summary>A cluster whose API is served on a free port; kubeconfig and certificates lie beside its file.</summary>
    public static async Task<ClusterInFile> ServeAsync(string path, ManualTime time, StageSettings settings)
    {
        var cluster = new ClusterInFile(path, time, settings);
        var options = new ClusterServerOptions { Port = 0, DataFolder = Path.GetDirectoryName(path)! };
        cluster.Server = await ClusterServer.StartAsync(options, cluster.Store, cluster.Simulation.Reports, time);
        cluster.Simulation.Start();
        return cluster;
    }

    /// <summary>Lets time pass until something is due, and what is due happen; not further than the limit.</summary>
    public async Task AdvanceAsync(DateTimeOffset limit)
    {
        await Simulation.WhenIdleAsync();
        var now = time.GetUtcNow();
        time.AdvanceTo(Simulation.NextDue is { } due && due < limit ? (due > now ? due : now) : limit);
        await Simulation.WhenIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await Simulation.DisposeAsync();
        foreach (var part in parts)
        {
            part.Dispose();
        }

        Store.Dispose();
    }
}
