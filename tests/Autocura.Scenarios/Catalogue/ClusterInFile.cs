using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios.Catalogue;

/// <summary>A whole simulated cluster but for its HTTP server: its objects in a file, its controllers, its definitions of custom resources.</summary>
internal sealed class ClusterInFile : IAsyncDisposable
{
    private const int Seed = 7;

    private readonly ManualTime time;
    private readonly IReadOnlyList<IDisposable> parts;

    public ClusterInFile(string path, ManualTime time)
    {
        this.time = time;
        Store = ObjectStore.Open(path, new ResourceCatalog(), time, Seed);
        parts = [new CustomResources(Store), new QuotaStatus(Store), new AggregatedRoles(Store), new Bootstrap(Store, time, "")];
        Simulation = new Simulation(Store, time, ImageCatalog.Load(), Seed, NullLogger<Simulation>.Instance);
        Simulation.Start();
    }

    public ObjectStore Store { get; }

    public Simulation Simulation { get; }

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
        await Simulation.DisposeAsync();
        foreach (var part in parts)
        {
            part.Dispose();
        }

        Store.Dispose();
    }
}
