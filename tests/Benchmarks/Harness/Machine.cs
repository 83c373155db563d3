using System.Diagnostics;

namespace Autocura.Benchmarks.Harness;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    private const int Writes = 1000;

    public static void Describe(Report report)
    {
        report.Text(
            $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB, {Environment.OSVersion.VersionString}, " +
            $".NET {Environment.Version}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC; " +
            $"a write of 4 KB and its fsync: {Report.Shown(SyncedWrites())} a second.");
    }

    private static double SyncedWrites()
    {
        using var folder = new WorkFolder();
        using var file = new FileStream(Path.Combine(folder.Path, "sync"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Writes; i++)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return Writes / watch.Elapsed.TotalSeconds;
    }
}
