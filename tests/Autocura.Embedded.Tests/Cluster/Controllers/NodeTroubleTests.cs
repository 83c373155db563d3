using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

public sealed class NodeTroubleTests
{
    private static readonly ObjectKey Node = ObjectKey.Core("nodes", null, "node-1");

    [Fact]
    public async Task A_taint_that_executes_sends_pods_away_when_their_toleration_ends()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Pod("strict", """[]"""));
        cluster.Create(Pod("patient", """[{ "key": "fire", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60 }]"""));
        cluster.Create(Pod("stoic", """[{ "key": "fire", "operator": "Exists" }]"""));
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        cluster.Update(Node, node => node["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "fire", ["effect"] = "NoExecute", ["timeAdded"] = cluster.Time.GetUtcNow().ToTimestamp() }));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));
        Names(cluster).ShouldBe(["patient", "stoic"], ignoreOrder: true);
        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        Names(cluster).ShouldBe(["stoic"]);
        cluster.Reasons().Count(reason => reason == "TaintManagerEviction").ShouldBe(2);
    }

    [Fact]
    public async Task Pressure_shows_as_condition_and_taint_and_goes_again()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);

        cluster.Update(Node, node => node.Ensure("metadata", "annotations")[NodeLifecycle.Pressure] = "MemoryPressure");
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        var pressed = cluster.Store.Find(Node)!;
        (pressed.Condition("MemoryPressure").Text("status"), pressed.Condition("MemoryPressure").Text("reason")).ShouldBe(("True", "KubeletHasInsufficientMemory"));
        pressed.Objects("spec", "taints").Single().Text("key").ShouldBe("node.kubernetes.io/memory-pressure");
        pressed.Condition("Ready").Text("status").ShouldBe("True");

        cluster.Update(Node, node => node.Ensure("metadata", "annotations").Remove(NodeLifecycle.Pressure));
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        cluster.Store.Find(Node)!.Condition("MemoryPressure").Text("status").ShouldBe("False");
        cluster.Store.Find(Node)!.Objects("spec", "taints").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_holds_a_lease()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Manifests.Namespace("kube-node-lease"));

        await cluster.RunAsync(TimeSpan.FromMinutes(6));

        var lease = cluster.Store.Find(new ObjectKey("coordination.k8s.io", "leases", "kube-node-lease", "node-1"))!;
        lease.Text("spec", "holderIdentity").ShouldBe("node-1");
        (cluster.Time.GetUtcNow() - lease.Time("spec", "renewTime")!.Value).ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_claim_takes_a_volume_that_is_there_or_waits_for_its_first_pod()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Manifests.Parse("""{ "apiVersion": "v1", "kind": "PersistentVolume", "metadata": { "name": "disk-1" }, "spec": { "capacity": { "storage": "5Gi" }, "accessModes": ["ReadWriteOnce"], "persistentVolumeReclaimPolicy": "Retain" } }"""));
        cluster.Create(Manifests.Parse("""{ "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": { "name": "late" }, "provisioner": "simulation", "volumeBindingMode": "WaitForFirstConsumer" }"""));
        cluster.Create(Claim("old", "\"\"", "3Gi"));
        cluster.Create(Claim("late", "\"late\"", "1Gi"));
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        Phase(cluster, "old").ShouldBe("Bound");
        cluster.Store.Find(ObjectKey.Core("persistentvolumes", null, "disk-1")).Text("spec", "claimRef", "name").ShouldBe("old");
        Phase(cluster, "late").ShouldBe("Pending");
        cluster.Reasons().ShouldContain("WaitForFirstConsumer");

        var pod = Manifests.Pod("web", "web:1");
        pod["spec"]!["volumes"] = JsonNode.Parse("""[{ "name": "disk", "persistentVolumeClaim": { "claimName": "late" } }]""");
        cluster.Create(pod);
        cluster.Store.Delete(ObjectKey.Core("persistentvolumeclaims", "test", "old"), cluster.Developer);
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        Phase(cluster, "late").ShouldBe("Bound");
        PodTemplates.IsReady(cluster.Pods().Single()).ShouldBeTrue();
        cluster.Store.Find(ObjectKey.Core("persistentvolumes", null, "disk-1")).Text("status", "phase").ShouldBe("Released");
    }

    private static string? Phase(LiveCluster cluster, string claim) => cluster.Store.Find(ObjectKey.Core("persistentvolumeclaims", "test", claim)).Text("status", "phase");

    private static JsonObject Claim(string name, string storageClass, string size) => Manifests.Parse($$"""
        { "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": { "name": "{{name}}", "namespace": "test" }, "spec": { "storageClassName": {{storageClass}}, "accessModes": ["ReadWriteOnce"], "resources": { "requests": { "storage": "{{size}}" } } } }
        """);

    private static IEnumerable<string> Names(LiveCluster cluster) => cluster.Pods().Select(pod => pod.Name());

    private static JsonObject Pod(string name, string tolerations)
    {
        var pod = Manifests.Pod(name, "web:1");
        pod["spec"]!["tolerations"] = JsonNode.Parse(tolerations);
        return pod;
    }
}
