using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Scheduling;

public sealed class PreemptionTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task An_important_pod_sends_the_least_important_away_and_takes_its_place()
    {
        await using var cluster = await ClusterAsync(2);
        cluster.Create(Pod("low", "1500m", "low"));
        await cluster.RunAsync(Moment);
        cluster.Create(Pod("middle", "1500m", "middle"));
        await cluster.RunAsync(Moment);
        var node = Find(cluster, "low").Text("spec", "nodeName");

        cluster.Create(Pod("urgent", "1", "high"));
        await cluster.RunUntilAsync(() => cluster.Store.Find(Key("urgent")).Text("status", "nominatedNodeName") == node, "the node is kept for it", Moment);
        Find(cluster, "low").Condition("DisruptionTarget").Text("reason").ShouldBe("PreemptionByScheduler");
        Find(cluster, "urgent").Condition("PodScheduled").Text("message").ShouldBe("0/2 nodes are available: 2 Insufficient cpu.");
        await cluster.RunAsync(TimeSpan.FromSeconds(15));

        cluster.Store.Find(Key("low")).ShouldBeNull();
        Find(cluster, "middle").IsDeleting().ShouldBeFalse();
        Find(cluster, "urgent").Text("spec", "nodeName").ShouldBe(node);
        Find(cluster, "urgent").Text("status", "nominatedNodeName").ShouldBeNull();
        cluster.Store.List("", "events", "test").Single(seen => seen.Text("reason") == "Preempted").Text("message")!.ShouldBe($"Preempted by pod {Find(cluster, "urgent").Uid()} on node {node}");
    }

    [Fact]
    public async Task As_few_as_possible_leave_and_protected_ones_last()
    {
        await using var cluster = await ClusterAsync(1);
        cluster.Create(Pod("guarded", "600m", "low"));
        cluster.Create(Pod("free", "600m", "low"));
        cluster.Create(Pod("small", "100m", "low"));
        cluster.Create(Manifests.Parse("""{ "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": { "name": "keep", "namespace": "test" }, "spec": { "minAvailable": 1, "selector": { "matchLabels": { "app": "guarded" } } } }"""));
        await cluster.RunAsync(Moment);

        cluster.Create(Pod("urgent", "1", "high"));
        await cluster.RunAsync(TimeSpan.FromSeconds(15));

        cluster.Pods().Select(pod => pod.Name()).ShouldBe(["guarded", "small", "urgent"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_pod_that_must_not_preempt_waits_and_says_so()
    {
        await using var cluster = await ClusterAsync(1);
        cluster.Create(Pod("low", "1500m", "low"));
        await cluster.RunAsync(Moment);

        cluster.Create(Pod("polite", "1", "polite"));
        await cluster.RunAsync(Moment);

        Find(cluster, "polite").Condition("PodScheduled").Text("message").ShouldBe("0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to preemptionPolicy=Never.");
        Find(cluster, "low").IsDeleting().ShouldBeFalse();
    }

    [Fact]
    public async Task Of_pods_that_wait_together_the_most_important_goes_first()
    {
        await using var cluster = await ClusterAsync(1);
        cluster.Store.Batch(() =>
        {
            cluster.Create(Pod("a-low", "1500m", "low"));
            cluster.Create(Pod("b-high", "1500m", "high"));
        });

        await cluster.RunAsync(Moment);

        Find(cluster, "b-high").Text("spec", "nodeName").ShouldBe("node-1");
        Find(cluster, "a-low").Condition("PodScheduled").Text("message").ShouldBe("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.");
    }

    private static async Task<LiveCluster> ClusterAsync(int nodes)
    {
        var cluster = await LiveCluster.EmptyAsync(nodes);
        cluster.Create(Class("low", 10, "PreemptLowerPriority"));
        cluster.Create(Class("middle", 100, "PreemptLowerPriority"));
        cluster.Create(Class("high", 1000, "PreemptLowerPriority"));
        cluster.Create(Class("polite", 1000, "Never"));
        return cluster;
    }

    private static JsonObject Class(string name, int value, string policy) => Manifests.Parse($$"""
        { "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": { "name": "{{name}}" }, "value": {{value}}, "preemptionPolicy": "{{policy}}" }
        """);

    private static JsonObject Pod(string name, string cpu, string priority)
    {
        var manifest = Manifests.Pod(name, "web:1");
        manifest["spec"]!["priorityClassName"] = priority;
        manifest.Objects("spec", "containers").First()["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu } };
        return manifest;
    }

    private static ObjectKey Key(string pod) => ObjectKey.Core("pods", "test", pod);

    private static JsonObject Find(LiveCluster cluster, string pod) => cluster.Store.Find(Key(pod))!;
}
