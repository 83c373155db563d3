using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Scheduling;

public sealed class PlacementTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Required_anti_affinity_keeps_pods_apart_and_the_one_too_many_is_told_so()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(With(Manifests.Deployment("web", 4, "web:1"), """{ "podAntiAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "kubernetes.io/hostname", "labelSelector": { "matchLabels": { "app": "web" } } }] } }"""));

        await cluster.RunAsync(Moment);

        Nodes(cluster).ShouldBe([null, "node-1", "node-2", "node-3"], ignoreOrder: true);
        Refusal(cluster).ShouldBe("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.");
    }

    [Fact]
    public async Task A_pod_is_kept_away_by_the_anti_affinity_of_those_that_are_there()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(WithPod(Manifests.Pod("loner", "web:1"), """{ "podAntiAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "kubernetes.io/hostname", "labelSelector": {} }] } }"""));
        await cluster.RunAsync(Moment);
        cluster.Create(Manifests.Pod("guest", "web:1"));

        await cluster.RunAsync(Moment);

        Refusal(cluster).ShouldStartWith("0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. ");
    }

    [Fact]
    public async Task Affinity_waits_for_the_other_pod_and_then_stands_beside_it()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(WithPod(Manifests.Pod("guest", "web:1"), """{ "podAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "kubernetes.io/hostname", "labelSelector": { "matchExpressions": [{ "key": "app", "operator": "In", "values": ["host"] }] } }] } }"""));
        await cluster.RunAsync(Moment);
        Refusal(cluster).ShouldBe("0/3 nodes are available: 3 node(s) didn't match pod affinity rules. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");

        var host = Manifests.Pod("host", "web:1");
        host["spec"]!["nodeName"] = "node-2";
        cluster.Create(host);
        await cluster.RunAsync(TimeSpan.FromSeconds(12));

        Node(cluster, "guest").ShouldBe("node-2");
    }

    [Fact]
    public async Task Affinity_reaches_into_namespaces_chosen_by_label()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var host = Manifests.Pod("host", "web:1");
        host["metadata"]!["namespace"] = "default";
        host["spec"]!["nodeName"] = "node-3";
        cluster.Create(host);
        cluster.Update(ObjectKey.Core("namespaces", null, "default"), ns => ns.Ensure("metadata", "labels")["team"] = "a");

        cluster.Create(WithPod(Manifests.Pod("guest", "web:1"), """{ "podAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "kubernetes.io/hostname", "namespaceSelector": { "matchLabels": { "team": "a" } }, "labelSelector": { "matchLabels": { "app": "host" } } }] } }"""));
        await cluster.RunAsync(Moment);

        Node(cluster, "guest").ShouldBe("node-3");
    }

    [Fact]
    public async Task Preferences_for_nodes_and_against_taints_decide_among_nodes_that_fit()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Update(ObjectKey.Core("nodes", null, "node-3"), node => node.Ensure("metadata", "labels")["disk"] = "ssd");
        cluster.Create(WithPod(Manifests.Pod("fast", "web:1"), """{ "nodeAffinity": { "preferredDuringSchedulingIgnoredDuringExecution": [{ "weight": 50, "preference": { "matchExpressions": [{ "key": "disk", "operator": "In", "values": ["ssd"] }] } }] } }"""));
        cluster.Update(ObjectKey.Core("nodes", null, "node-1"), Taint("PreferNoSchedule"));
        cluster.Update(ObjectKey.Core("nodes", null, "node-2"), Taint("NoSchedule"));
        cluster.Create(Manifests.Pod("any", "web:1"));

        await cluster.RunAsync(Moment);

        Node(cluster, "fast").ShouldBe("node-3");
        Node(cluster, "any").ShouldBe("node-3");
    }

    [Fact]
    public async Task A_hard_spread_constraint_leaves_a_pod_waiting_rather_than_uneven()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Update(ObjectKey.Core("nodes", null, "node-3"), node => node["spec"]!["unschedulable"] = true);
        var manifest = Manifests.Deployment("web", 4, "web:1");
        manifest["spec"]!["template"]!["spec"]!["topologySpreadConstraints"] = JsonNode.Parse("""[{ "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": { "matchLabels": { "app": "web" } } }]""");
        cluster.Create(manifest);

        await cluster.RunAsync(Moment);

        Nodes(cluster).ShouldBe([null, null, "node-1", "node-2"], ignoreOrder: true);
        Refusal(cluster).ShouldBe("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.");
    }

    [Fact]
    public async Task After_a_restart_room_is_counted_as_before()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Sized("first", "1500m"));
        await cluster.RunAsync(Moment);

        await cluster.RestartAsync();
        cluster.Create(Sized("second", "1"));
        await cluster.RunAsync(Moment);

        Node(cluster, "second").ShouldBeNull();
        Refusal(cluster).ShouldStartWith("0/1 nodes are available: 1 Insufficient cpu. ");
    }

    private static JsonObject Sized(string name, string cpu)
    {
        var manifest = Manifests.Pod(name, "web:1");
        manifest.Objects("spec", "containers").First()["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu } };
        return manifest;
    }

    private static Action<JsonObject> Taint(string effect) =>
        node => node["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "old", ["effect"] = effect });

    private static JsonObject With(JsonObject workload, string affinity)
    {
        workload["spec"]!["template"]!["spec"]!["affinity"] = JsonNode.Parse(affinity);
        return workload;
    }

    private static JsonObject WithPod(JsonObject pod, string affinity)
    {
        pod["spec"]!["affinity"] = JsonNode.Parse(affinity);
        return pod;
    }

    private static IEnumerable<string?> Nodes(LiveCluster cluster) => cluster.Pods().Select(pod => pod.Text("spec", "nodeName"));

    private static string? Node(LiveCluster cluster, string pod) => cluster.Store.Find(ObjectKey.Core("pods", "test", pod)).Text("spec", "nodeName");

    private static string Refusal(LiveCluster cluster) =>
        cluster.Pods().First(pod => pod.Text("spec", "nodeName") is null).Condition("PodScheduled").Text("message")!;
}
