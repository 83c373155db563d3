using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Applications;

/// <summary>What a person reads with <c>kubectl logs</c>, and what a process uses, when something is wrong.</summary>
public sealed class TroubleTests
{
    private const string Namespace = "otel-demo";

    [Theory]
    [InlineData("http://nowhere:8080", "call to quote failed: dial tcp: lookup nowhere on 10.96.0.10:53: no such host")]
    [InlineData("http://quote:9999", "call to quote failed: dial tcp quote:9999: i/o timeout")]
    public async Task The_callers_log_says_to_whom_and_why(string address, string line)
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "shipping"), shipping =>
            shipping.Objects("spec", "template", "spec", "containers").First().Objects("env").First(variable => variable.Text("name") == "QUOTE_ADDR")["value"] = address);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        (await LogAsync(cluster, "shipping")).Count(written => written.EndsWith(line, StringComparison.Ordinal)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Complaints_end_with_their_cause()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "quote"), quote => quote["spec"]!["replicas"] = 0);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        cluster.Update(ObjectKey.Apps("deployments", Namespace, "quote"), quote => quote["spec"]!["replicas"] = 1);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        var after = await LogAsync(cluster, "shipping");
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        after.Count(line => line.Contains("connection refused")).ShouldBeInRange(8, 14);
        (await LogAsync(cluster, "shipping")).Count.ShouldBe(after.Count);
    }

    [Fact]
    public async Task A_pod_that_asks_the_api_server_without_end_makes_it_slow_until_it_goes()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "shop");
        var quick = cluster.Simulation.Traffic.View("cluster")!.Service("kube-apiserver").P95Ms;

        cluster.Create(JsonNode.Parse("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"scanner","namespace":"shop"},"spec":{"containers":[
            {"name":"scanner","image":"registry.example/kubectl:1","command":["sh","-c","while true; do kubectl get pods -A; done"]}]}}
            """)!.AsObject());
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        var slow = cluster.Simulation.Traffic.View("cluster")!.Service("kube-apiserver").P95Ms;

        cluster.Store.Delete(ObjectKey.Core("pods", "shop", "scanner"), cluster.Developer);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        quick.ShouldBeLessThan(200);
        slow.ShouldBeGreaterThan(1_000);
        cluster.Simulation.Traffic.View("cluster")!.Service("kube-apiserver").P95Ms.ShouldBe(quick, tolerance: quick / 5);
    }

    [Fact]
    public async Task Use_of_the_cpu_goes_with_the_load_and_never_back()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");
        var pod = cluster.PodsOf("frontend", Namespace).Single();
        var before = cluster.Simulation.Usage.Of(pod).Single();

        await cluster.RunAsync(TimeSpan.FromMinutes(10));
        var after = cluster.Simulation.Usage.Of(pod).Single();

        // 20 millicores at rest and 5 for each of some 16 requests a second.
        ((after.CpuSeconds - before.CpuSeconds) / 600).ShouldBe(0.1, tolerance: 0.015);
        after.MemoryBytes.ShouldBe(140 * 1024 * 1024);
    }

    [Fact]
    public async Task Ten_minutes_with_a_scrape_every_five_seconds_follow_requests_once_a_step()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");
        var before = cluster.Simulation.Traffic.Followed;

        for (var i = 0; i < 120; i++)
        {
            await cluster.RunAsync(TimeSpan.FromSeconds(5));
            cluster.Simulation.Exporter.Read();
        }

        // The application and the API server: one each a step of five seconds, and a part of one at each end and at each of the few changes.
        (cluster.Simulation.Traffic.Followed - before).ShouldBeLessThan(2 * 140);
    }

    private static async Task<List<string>> LogAsync(LiveCluster cluster, string app)
    {
        var lines = new List<string>();
        var pod = cluster.PodsOf(app, Namespace).Single();
        await foreach (var line in cluster.Simulation.Logs.Read(new PodLogQuery(Namespace, pod.Name(), app), CancellationToken.None)!)
        {
            lines.Add(line.Text);
        }

        return lines;
    }
}
