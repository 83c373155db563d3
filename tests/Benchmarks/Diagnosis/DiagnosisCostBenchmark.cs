using System.Diagnostics;
using System.Text.Json;
using Autocura.Benchmarks.Clusters;
using Autocura.Benchmarks.Harness;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Support.Yardstick;

namespace Autocura.Benchmarks.Diagnosis;

/// <summary>What it costs to read the evidence about one workload, and to keep what is good, in a small cluster and in one with 5,000 pods.</summary>
internal sealed class DiagnosisCostBenchmark : IBenchmark
{
    private const int Rounds = 100;
    private const int Broken = 20;
    private static readonly Actor Author = new("benchmark", "benchmark", "benchmark");

    public string Name => "diagnosis-cost";

    public string Question => "reading the evidence about one workload, and keeping what is good, in a cluster with 50 and with 5,000 pods";

    public async Task RunAsync(Report report)
    {
        var readings = new List<object[]>();
        var captures = new List<object[]>();
        foreach (var (nodes, deployments) in ((int, int)[])[(5, 5), (200, 500)])
        {
            await using var cluster = await LargeCluster.StartAsync(nodes, deployments, replicas: 10);
            await cluster.FillAsync();
            await using var product = ProductUnderTest.Beside(cluster.Time, ProductUnderTest.Install(cluster.Server, cluster.Store, cluster.Time), prometheus: null);
            captures.Add(await CaptureAsync(cluster, product, "the first"));
            await cluster.RunAsync(TimeSpan.FromMinutes(5));
            captures.Add(await CaptureAsync(cluster, product, "all is new and good"));
            captures.Add(await CaptureAsync(cluster, product, "nothing has changed"));
            readings.Add(await ReadAsync(cluster, product, "healthy"));
            await BreakAsync(cluster);
            readings.Add(await ReadAsync(cluster, product, "an image that cannot be pulled"));
        }

        report.Text($"{Rounds} readings each, one after the other, over HTTPS, by the app as it is composed and with its own rights; without a source of metrics.");
        report.Table(["pods", "workload", "p50 ms", "p95 ms", "requests", "KB of evidence"], readings);
        report.Table(["pods", "capture of what is good", "ms", "MB allocated", "requests"], captures);
    }

    private static async Task<object[]> ReadAsync(LargeCluster cluster, ProductUnderTest product, string state)
    {
        List<double> milliseconds = [], requests = [], bytes = [];
        for (var round = 0; round < Rounds; round++)
        {
            var deployment = round % Math.Min(Broken, cluster.Deployments);
            var incident = IncidentOf(cluster, deployment);
            var (before, watch) = (cluster.Server.Requests, Stopwatch.StartNew());
            var evidence = await product.Reading().GatherAsync(new EvidenceRequest(incident, incident.Signals), CancellationToken.None);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            requests.Add(cluster.Server.Requests - before);
            bytes.Add(JsonSerializer.Serialize(evidence).Length);
        }

        return [cluster.ReadyPods, state, Sample.Percentile([.. milliseconds], 0.5), Sample.Percentile([.. milliseconds], 0.95), Sample.Median(requests), Sample.Median(bytes) / 1024];
    }

    private static async Task<object[]> CaptureAsync(LargeCluster cluster, ProductUnderTest product, string state)
    {
        var (requests, allocated, watch) = (cluster.Server.Requests, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        await product.CaptureKnownGoodAsync();
        return [cluster.ReadyPods, state, watch.Elapsed.TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) >> 20, cluster.Server.Requests - requests];
    }

    /// <summary>Releases some workloads with an image that does not exist.</summary>
    private static async Task BreakAsync(LargeCluster cluster)
    {
        for (var i = 0; i < Math.Min(Broken, cluster.Deployments); i++)
        {
            cluster.Store.Update(
                ObjectKey.Apps("deployments", LargeCluster.Namespace(i), LargeCluster.Name(i)),
                found =>
                {
                    found["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "registry.example/app:nonexistent";
                    return found;
                },
                Author);
        }

        await cluster.RunAsync(TimeSpan.FromMinutes(2));
    }

    private static Incident IncidentOf(LargeCluster cluster, int deployment) => new()
    {
        Workload = new WorkloadRef(ProductUnderTest.ClusterName, "Deployment", LargeCluster.Namespace(deployment), LargeCluster.Name(deployment)),
        OpenedAt = cluster.Time.GetUtcNow(),
        Signals = [],
    };
}
