using System.Collections.Concurrent;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios.Catalogue;

/// <summary>
/// An application that was installed once and came to rest: the bytes of its database and the time on its clock. Every scenario on it opens a copy, as
/// after a restart of the process, and has a cluster of its own.
/// </summary>
internal sealed record InstalledApplication(byte[] Database, DateTimeOffset At)
{
    private const int Seed = 7;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<string, Lazy<Task<InstalledApplication>>> Known = new();

    public static Task<InstalledApplication> GetAsync(string application) =>
        Known.GetOrAdd(application, name => new(() => Task.Run(() => InstallAsync(name)))).Value;

    public static (ObjectStore Store, Simulation Simulation) Open(string path, ManualTime time)
    {
        var store = ObjectStore.Open(path, new ResourceCatalog(), time, Seed);
        var simulation = new Simulation(store, time, ImageCatalog.Load(), Seed, NullLogger<Simulation>.Instance);
        simulation.Start();
        return (store, simulation);
    }

    private static async Task<InstalledApplication> InstallAsync(string application)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-installed-");
        try
        {
            var path = Path.Combine(folder.FullName, "cluster.db");
            var time = new ManualTime();
            var (store, simulation) = Open(path, time);
            using (store)
            await using (simulation)
            {
                await new ApplicationInstallation(store, simulation).InstallAsync(application);
                var end = time.GetUtcNow() + Settling;
                while (time.GetUtcNow() < end)
                {
                    await simulation.WhenIdleAsync();
                    time.AdvanceTo(simulation.NextDue is { } due && due < end ? due : end);
                }

                await simulation.WhenIdleAsync();
            }

            return new InstalledApplication(await File.ReadAllBytesAsync(path), time.GetUtcNow());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
