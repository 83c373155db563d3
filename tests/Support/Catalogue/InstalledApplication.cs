using System.Collections.Concurrent;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Support.Catalogue;

/// <summary>
/// An application that was installed once and came to rest: the bytes of its database and the time on its clock. Every scenario on it opens a copy, as
/// after a restart of the process, and has a cluster of its own.
/// </summary>
internal sealed record InstalledApplication(byte[] Database, DateTimeOffset At)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<(string Application, int Seed, DateTimeOffset At, SimulatedWorld World), Lazy<Task<InstalledApplication>>> Known = new();

    public static Task<InstalledApplication> GetAsync(string application, StageSettings settings) =>
        Known.GetOrAdd((application, settings.Seed, settings.InstalledAt, settings.World), _ => new(() => Task.Run(() => InstallAsync(application, settings)))).Value;

    /// <summary>Lets go of what was installed with a seed.</summary>
    public static void Forget(int seed)
    {
        foreach (var installed in Known.Keys.Where(installed => installed.Seed == seed))
        {
            Known.TryRemove(installed, out _);
        }
    }

    private static async Task<InstalledApplication> InstallAsync(string application, StageSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-installed-");
        try
        {
            var path = Path.Combine(folder.FullName, "cluster.db");
            var time = new ManualTime(settings.InstalledAt);
            await using (var cluster = ClusterInFile.Open(path, time, settings))
            {
                await new ApplicationInstallation(cluster.Store, cluster.Simulation).InstallAsync(application);
                var end = time.GetUtcNow() + Settling;
                while (time.GetUtcNow() < end)
                {
                    await cluster.AdvanceAsync(end);
                }
            }

            return new InstalledApplication(await File.ReadAllBytesAsync(path), time.GetUtcNow());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
