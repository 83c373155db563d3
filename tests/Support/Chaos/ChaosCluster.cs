using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Hosting;
using Autocura.Support.Catalogue;

namespace Autocura.Support.Chaos;

/// <summary>
/// The cluster of one run. It is installed once and comes to rest; every run opens a copy of its files, as after a restart of the machine, and so has objects, audit log and
/// faults of its own.
/// </summary>
internal static class ChaosCluster
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);
    private static readonly StageSettings Settings = new() { World = ChaosWorld.Simulated };
    private static readonly Lazy<Task<Installed>> Once = new(() => Task.Run(InstallAsync));

    /// <summary>Opens a copy in a folder. The clock stands where the installation left it.</summary>
    public static async Task<(ClusterInFile Cluster, ManualTime Time, string Kubeconfig)> OpenAsync(string folder)
    {
        var installed = await Once.Value;
        foreach (var (name, content) in installed.Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
        }

        var time = new ManualTime(installed.At);
        var cluster = await ClusterInFile.ServeAsync(Path.Combine(folder, "cluster.db"), time, Settings);
        var account = cluster.Store.Find(ObjectKey.Core("serviceaccounts", "autocura-cognitiva", "autocura"))!;
        return (cluster, time, cluster.Server!.WriteKubeconfig(account));
    }

    private static async Task<Installed> InstallAsync()
    {
        var folder = Directory.CreateTempSubdirectory("autocura-chaos-template-");
        try
        {
            var time = new ManualTime();
            await using (var cluster = await ClusterInFile.ServeAsync(Path.Combine(folder.FullName, "cluster.db"), time, Settings))
            {
                await new ApplicationInstallation(cluster.Store, cluster.Simulation).InstallAsync(ChaosWorld.Store, ChaosWorld.Vault);
                new AppAccount(cluster.Store, time).Install();
                await time.RunAsync(Settling, cluster.Simulation.WhenIdleAsync);
            }

            var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder.FullName, file.FullName), file => File.ReadAllBytes(file.FullName));
            return new Installed(files, time.GetUtcNow());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Installed(IReadOnlyDictionary<string, byte[]> Files, DateTimeOffset At);
}
