using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Scheduling;

public sealed class SchedulerTests
{
    private static readonly ObjectKey Web = ObjectKey.Core("pods", "test", "web");

    [Fact]
    public async Task Pods_of_one_owner_are_spread_over_the_nodes()
    {
        await using var cluster = await LiveCluster.EmptyAsync();

        cluster.Create(Manifests.Deployment("web", 3, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        cluster.Pods().Select(pod => pod.Text("spec", "nodeName")).ShouldBe(["node-1", "node-2", "node-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_pod_that_fits_nowhere_is_told_why_by_node()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Update(ObjectKey.Core("nodes", null, "node-1"), node => node["spec"]!["unschedulable"] = true);
        cluster.Update(ObjectKey.Core("nodes", null, "node-2"), node => node["spec"]!["taints"] = Manifests.Parse("""{ "all": [{ "key": "gpu", "value": "only", "effect": "NoSchedule" }] }""")["all"]!.DeepClone());
        var manifest = Manifests.Pod("web", "web:1");
        manifest.Objects("spec", "containers").First()["resources"] = Manifests.Parse("""{ "requests": { "cpu": "8", "memory": "64Gi" } }""");

        cluster.Create(manifest);
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        var message = "0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 node(s) had untolerated taint {gpu: only}, 1 node(s) were unschedulable. "
            + "preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.";
        var scheduled = cluster.Store.Find(Web)!.Condition("PodScheduled");
        (scheduled.Text("status"), scheduled.Text("reason"), scheduled.Text("message")).ShouldBe(("False", "Unschedulable", message));
        cluster.Store.List("", "events", "test").Single().Text("reason").ShouldBe("FailedScheduling");
    }

    [Fact]
    public async Task A_pod_whose_node_selector_matches_nothing_waits_and_goes_when_a_node_comes()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var manifest = Manifests.Pod("web", "web:1");
        manifest["spec"]!["nodeSelector"] = new JsonObject { ["kubernetes.io/hostname"] = "node-4" };
        cluster.Create(manifest);
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        cluster.Store.Find(Web)!.Condition("PodScheduled").Text("message")!.ShouldContain("3 node(s) didn't match Pod's node affinity/selector");

        cluster.Create(Manifests.Node("node-4", "10.244.4.0/24"));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        cluster.Store.Find(Web).Text("spec", "nodeName").ShouldBe("node-4");
    }

    [Fact]
    public async Task Room_that_a_deleted_pod_leaves_is_given_to_the_one_that_waits()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Big("first"));
        cluster.Create(Big("second"));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));
        cluster.Pods().Count(pod => pod.Text("spec", "nodeName") is not null).ShouldBe(1);
        var bound = cluster.Pods().Single(pod => pod.Text("spec", "nodeName") is not null);

        cluster.Store.Delete(ObjectKey.Core("pods", "test", bound.Name()), cluster.Developer);
        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        cluster.Pods().Single().Text("spec", "nodeName").ShouldBe("node-1");
    }

    [Fact]
    public async Task A_node_that_goes_silent_is_unknown_after_40_seconds_and_its_pods_move_after_5_minutes()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Manifests.Deployment("web", 1, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));
        var node = cluster.Pods().Single().Text("spec", "nodeName")!;

        cluster.Update(ObjectKey.Core("nodes", null, node), down => down.Ensure("metadata", "annotations")[NodeLifecycle.Stopped] = "power cut");
        await cluster.RunAsync(TimeSpan.FromSeconds(45));
        cluster.Store.Find(ObjectKey.Core("nodes", null, node))!.Condition("Ready").Text("status").ShouldBe("Unknown");
        PodTemplates.IsReady(cluster.Pods().Single()).ShouldBeFalse();

        await cluster.RunAsync(TimeSpan.FromSeconds(310));
        var moved = cluster.Pods().Single();
        moved.Text("spec", "nodeName").ShouldNotBe(node);
        PodTemplates.IsReady(moved).ShouldBeTrue();
    }

    private static JsonObject Big(string name)
    {
        var manifest = Manifests.Pod(name, "web:1");
        manifest.Objects("spec", "containers").First()["resources"] = Manifests.Parse("""{ "requests": { "cpu": "1500m" } }""");
        return manifest;
    }
}
