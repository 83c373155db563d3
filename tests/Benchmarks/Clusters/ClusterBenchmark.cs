using System.Diagnostics;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Clusters;

/// <summary>What the simulated cluster costs with 5,000 pods in 500 Deployments on 200 nodes, against one with 50 pods.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    public string Name => "cluster";

    public string Question => "5,000 pods in 500 Deployments on 200 nodes: coming up, list, watch, patch, rollout, memory, idleness";

    public async Task RunAsync(Report report)
    {
        await using var cluster = await LargeCluster.StartAsync(int.Parse(Environment.GetEnvironmentVariable("N") ?? "200"), int.Parse(Environment.GetEnvironmentVariable("D") ?? "500"), 10);
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        await cluster.FillAsync();
        report.Text($"up: {watch.Elapsed.TotalSeconds:0.0} s, cpu {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s, ready {cluster.ReadyPods}, alloc {GC.GetTotalAllocatedBytes() >> 20} MB, gcs {GC.CollectionCount(2)} {GC.CollectionCount(0)}, pause {GC.GetTotalPauseDuration().TotalSeconds:0.0} heap {GC.GetTotalMemory(true) >> 20} MB, rss {Environment.WorkingSet >> 20} MB, rv {cluster.Store.ResourceVersion}");
    }
}
