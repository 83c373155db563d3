using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Extensions.Tidb;

public sealed class TidbClusterControllerTests
{
    private static readonly ObjectKey Key = new("pingcap.com", "tidbclusters", "test", "basic");

    [Fact]
    public async Task A_database_comes_up_part_by_part()
    {
        await using var cluster = await RunningAsync();
        cluster.Store.List("apps", "statefulsets", "test").Select(set => $"{set.Name()}={set.Number("status", "readyReplicas")}").ShouldBe(["basic-pd=1", "basic-tidb=1", "basic-tikv=2"]);
        cluster.Store.List("", "persistentvolumeclaims", "test").Select(claim => claim.Name()).ShouldBe(["pd-basic-pd-0", "tikv-basic-tikv-0", "tikv-basic-tikv-1"]);
        cluster.Store.List("", "services", "test").Select(service => service.Name()).ShouldContain("basic-pd-peer");
        var ready = cluster.Store.Find(Key).Items("status", "conditions").Single();
        (ready.Text("status"), cluster.Store.Find(Key).Text("status", "tikv", "phase"), cluster.Store.Find(Key).Text("status", "pd", "image")).ShouldBe(("True", "Normal", "pingcap/pd:v7.5.0"));
    }

    [Fact]
    public async Task Too_many_replicas_end_at_the_first_that_finds_no_room_and_go_when_that_is_taken_back()
    {
        await using var cluster = await RunningAsync();
        Patch(cluster, spec => spec.Ensure("tikv")["replicas"] = 1000);
        await cluster.RunAsync(600);
        var pods = cluster.Live.Pods().Where(pod => pod.Name().StartsWith("basic-tikv-", StringComparison.Ordinal)).ToList();
        pods.Count(pod => pod.Text("status", "phase") == "Pending").ShouldBe(1);
        IsReady(cluster).ShouldBeFalse();
        Patch(cluster, spec => spec.Ensure("tikv")["replicas"] = 2);
        await cluster.RunAsync(300);
        IsReady(cluster).ShouldBeTrue();
    }

    [Fact]
    public async Task A_storage_class_that_is_not_there_leaves_claims_and_pods_waiting_until_it_is_put_right()
    {
        await using var cluster = await StartAsync(spec => spec.Ensure("pd")["storageClassName"] = "nowhere");
        await cluster.RunAsync(120);
        cluster.Store.List("", "persistentvolumeclaims", "test").Single().Text("status", "phase").ShouldBe("Pending");
        cluster.Live.Pods().Single().Text("status", "phase").ShouldBe("Pending");
        Patch(cluster, spec => spec.Ensure("pd")["storageClassName"] = "standard");
        await cluster.RunAsync(300);
        IsReady(cluster).ShouldBeTrue();
    }

    [Fact]
    public async Task An_affinity_that_no_node_meets_leaves_pods_waiting_until_it_is_put_right()
    {
        await using var cluster = await RunningAsync();
        Patch(cluster, spec => spec.Ensure("tidb")["nodeSelector"] = new JsonObject { ["disk"] = "none" });
        await cluster.RunAsync(120);
        cluster.Live.Pods().Single(pod => pod.Name() == "basic-tidb-0").Text("status", "phase").ShouldBe("Pending");
        Patch(cluster, spec => spec.Ensure("tidb").Remove("nodeSelector"));
        cluster.Store.Delete(ObjectKey.Core("pods", "test", "basic-tidb-0"), cluster.Live.Developer);
        await cluster.RunAsync(300);
        IsReady(cluster).ShouldBeTrue();
    }

    [Theory]
    [InlineData("statefulSetUpdateStrategy", "\"Sometimes\"", "spec.updateStrategy")]
    [InlineData("tolerations", """[{"key":"k","effect":"Whatever"}]""", "tolerations[0].effect")]
    [InlineData("podSecurityContext", """{"runAsUser":-1}""", "securityContext.runAsUser")]
    public async Task What_the_stateful_set_refuses_is_told_and_changes_nothing_until_it_is_put_right(string field, string value, string named)
    {
        await using var cluster = await RunningAsync();
        var set = ObjectKey.Apps("statefulsets", "test", "basic-tidb");
        var before = cluster.Store.Find(set)!["spec"]!.ToJsonString();
        Patch(cluster, spec =>
        {
            spec.Ensure("tidb")[field] = JsonNode.Parse(value);
            spec.Ensure("tidb")["replicas"] = 2;
        });
        await cluster.RunAsync(60);
        cluster.Store.Find(set)!["spec"]!.ToJsonString().ShouldBe(before);
        cluster.Store.List("", "events", "test").Where(told => told.Text("reason") == "FailedUpdate").ShouldHaveSingleItem().Text("message")!.ShouldContain(named);
        IsReady(cluster).ShouldBeFalse();
        Patch(cluster, spec => spec.Ensure("tidb").Remove(field));
        await cluster.RunAsync(300);
        IsReady(cluster).ShouldBeTrue();
    }

    [Fact]
    public async Task With_the_database_its_parts_go()
    {
        await using var cluster = await RunningAsync();
        cluster.Store.Delete(Key, cluster.Live.Developer);
        await cluster.RunAsync(60);
        cluster.Store.List("apps", "statefulsets", "test").ShouldBeEmpty();
    }

    private static async Task<ExtensionCluster> RunningAsync()
    {
        var cluster = await StartAsync(_ => { });
        await cluster.RunAsync(300);
        return cluster;
    }

    private static async Task<ExtensionCluster> StartAsync(Action<JsonObject> change)
    {
        var cluster = await ExtensionCluster.StartAsync();
        cluster.Live.Create(new JsonObject { ["apiVersion"] = "storage.k8s.io/v1", ["kind"] = "StorageClass", ["metadata"] = new JsonObject { ["name"] = "standard" }, ["provisioner"] = "simulation" });
        var spec = JsonNode.Parse("""
            {"version":"v7.5.0","pd":{"replicas":1,"baseImage":"pingcap/pd","storageClassName":"standard","requests":{"storage":"1Gi"}},
            "tikv":{"replicas":2,"baseImage":"pingcap/tikv","storageClassName":"standard","requests":{"storage":"1Gi","cpu":"500m"}},
            "tidb":{"replicas":1,"baseImage":"pingcap/tidb"}}
            """)!.AsObject();
        change(spec);
        cluster.Create("pingcap.com/v1alpha1", "TidbCluster", "basic", spec.ToJsonString());
        return cluster;
    }

    private static void Patch(ExtensionCluster cluster, Action<JsonObject> change) => cluster.Live.Update(Key, tidb => change(tidb.Ensure("spec")));

    private static bool IsReady(ExtensionCluster cluster) => cluster.Store.Find(Key).Items("status", "conditions").Single().Text("status") == "True";
}
