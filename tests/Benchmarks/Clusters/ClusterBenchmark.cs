using System.Diagnostics;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Clusters;

/// <summary>What the simulated cluster costs with 5,000 pods in 500 Deployments on 200 nodes, beside one with 50 pods in 5 Deployments on 5 nodes.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    private const int Rounds = 200;
    private const int Rollouts = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    public string Name => "cluster";

    public string Question => "the simulated cluster with 5,000 pods in 500 Deployments on 200 nodes, beside one with 50 pods";

    public async Task RunAsync(Report report)
    {
        await using var small = await LargeCluster.StartAsync(nodes: 5, deployments: 5, replicas: 10);
        await small.FillAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var large = await LargeCluster.StartAsync(nodes: 200, deployments: 500, replicas: 10);
        var (seconds, cpu) = await LargeCluster.TimedAsync(large.FillAsync);
        var heap = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Text(
            $"{large.ReadyPods:N0} pods are ready after {seconds:0.0} s and {cpu:0.0} s of CPU, in {large.Store.ResourceVersion:N0} writes ({cpu * 1e6 / large.Store.ResourceVersion:0} µs each); " +
            $"the cluster then holds {heap >> 20} MB ({heap / large.ReadyPods / 1024} KB a pod, its events and the last 20,000 changes included).");
        report.Table(["pods", "request", "p50 ms", "p99 ms"], [.. await RequestsAsync(small), .. await RequestsAsync(large)]);
        report.Table(
            ["pods", "CPU ms of a rollout of 10 pods", "CPU ms of 10 quiet minutes", "CPU ms in 10 s with the clock at rest"],
            [await WorkAsync(small), await WorkAsync(large)]);
    }

    private static async Task<List<object[]>> RequestsAsync(LargeCluster cluster)
    {
        using var client = new ClusterClient(cluster.Server);
        List<double> patches = [], events = [], gets = [], lists = [], pages = [];
        using var watch = await client.WatchAsync($"/apis/apps/v1/deployments?watch=true&resourceVersion={cluster.Store.ResourceVersion}");
        for (var round = 0; round < Rounds; round++)
        {
            var (ns, name) = (LargeCluster.Namespace(round % cluster.Deployments), LargeCluster.Name(round % cluster.Deployments));
            var told = Stopwatch.StartNew();
            var seen = ReadUntilAsync(watch, $"round-{round}", told);
            patches.Add(await client.PatchAsync($"/apis/apps/v1/namespaces/{ns}/deployments/{name}", $$"""{"metadata":{"annotations":{"benchmark":"round-{{round}}"} } }"""));
            events.Add(await seen);
            gets.Add((await client.GetAsync($"/apis/apps/v1/namespaces/{ns}/deployments/{name}")).Milliseconds);
            if (round % 10 == 0)
            {
                lists.Add((await client.GetAsync("/api/v1/pods")).Milliseconds);
                pages.AddRange(await client.GetPagesAsync("/api/v1/pods", limit: 500));
            }
        }

        return
        [
            Row(cluster, "GET of a Deployment", gets),
            Row(cluster, "PATCH of a Deployment", patches),
            Row(cluster, "from a PATCH's start to its event in a watch", events),
            Row(cluster, "GET of all pods at once", lists),
            Row(cluster, "GET of a page of 500 pods", pages),
        ];
    }

    private static object[] Row(LargeCluster cluster, string request, List<double> milliseconds) =>
        [cluster.Deployments * cluster.Replicas, request, Sample.Percentile([.. milliseconds], 0.5), Sample.Percentile([.. milliseconds], 0.99)];

    private static async Task<double> ReadUntilAsync(StreamReader watch, string text, Stopwatch told)
    {
        while (await watch.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return told.Elapsed.TotalMilliseconds;
        }

        throw new InvalidOperationException("The watch ended before the event came.");
    }

    private static async Task<object[]> WorkAsync(LargeCluster cluster)
    {
        var rollouts = new List<double>();
        for (var i = 0; i < Rollouts; i++)
        {
            var release = i;
            var (_, cpu) = await LargeCluster.TimedAsync(() => cluster.ReleaseAsync(release % cluster.Deployments, $"release-{release}"));
            rollouts.Add(cpu * 1000);
        }

        var (_, quiet) = await LargeCluster.TimedAsync(() => cluster.RunAsync(Quiet));
        var (_, still) = await LargeCluster.TimedAsync(() => Task.Delay(TimeSpan.FromSeconds(10)));
        return [cluster.Deployments * cluster.Replicas, Sample.Median(rollouts), quiet * 1000, still * 1000];
    }
}
