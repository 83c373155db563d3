using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

public sealed class WorkloadControllerTests
{
    private static readonly ObjectKey Store = ObjectKey.Apps("statefulsets", "test", "store");
    private static readonly ObjectKey Agent = ObjectKey.Apps("daemonsets", "test", "agent");
    private static readonly ObjectKey Report = new("batch", "jobs", "test", "report");

    [Fact]
    public async Task A_stateful_set_makes_its_pods_in_order_each_after_the_one_before_is_ready()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var missing = new List<string>();
        using var watching = cluster.Store.Observe(change =>
        {
            if (change is { Kind: ChangeKind.Added, Key: { Plural: "pods", Name: not "store-0" } })
            {
                var before = cluster.Store.Find(change.Key with { Name = $"store-{int.Parse(change.Key.Name[6..]) - 1}" });
                if (before is null || !PodTemplates.IsReady(before))
                {
                    missing.Add(change.Key.Name);
                }
            }
        });

        cluster.Create(Workload("StatefulSet", "store", ", \"replicas\": 3, \"serviceName\": \"store\""));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));

        cluster.Pods().Select(pod => pod.Name()).ShouldBe(["store-0", "store-1", "store-2"]);
        missing.ShouldBeEmpty();
        cluster.Store.Find(Store).Count("status", "readyReplicas").ShouldBe(3);
    }

    [Fact]
    public async Task A_stateful_set_is_updated_from_the_highest_number_down_to_its_partition()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Workload("StatefulSet", "store", ", \"replicas\": 3, \"serviceName\": \"store\", \"updateStrategy\": { \"rollingUpdate\": { \"partition\": 1 } }"));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));

        cluster.Update(Store, set => set.Objects("spec", "template", "spec", "containers").First()["image"] = "app:2");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        cluster.Pods().Select(pod => pod.Objects("spec", "containers").First().Text("image")).ShouldBe(["app:1", "app:2", "app:2"]);
        cluster.Store.List("apps", "controllerrevisions", "test").Select(revision => revision.Count("revision")).ShouldBe([1, 2], ignoreOrder: true);
        cluster.Store.Find(Store).Count("status", "updatedReplicas").ShouldBe(2);
    }

    [Fact]
    public async Task A_stateful_set_scales_down_from_the_highest_number()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Workload("StatefulSet", "store", ", \"replicas\": 3, \"serviceName\": \"store\""));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));

        cluster.Update(Store, set => set["spec"]!["replicas"] = 1);
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        cluster.Pods().Single().Name().ShouldBe("store-0");
    }

    [Fact]
    public async Task A_daemon_set_has_one_pod_on_each_node_that_takes_it_also_on_a_new_one()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Update(ObjectKey.Core("nodes", null, "node-2"), node => node["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "gpu", ["effect"] = "NoSchedule" }));
        cluster.Create(Workload("DaemonSet", "agent", ""));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));
        cluster.Pods().Select(pod => pod.Text("spec", "nodeName")).ShouldBe(["node-1", "node-3"], ignoreOrder: true);

        cluster.Create(Manifests.Node("node-4", "10.244.4.0/24"));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        cluster.Pods().Select(pod => pod.Text("spec", "nodeName")).ShouldBe(["node-1", "node-3", "node-4"], ignoreOrder: true);
        (cluster.Store.Find(Agent).Count("status", "desiredNumberScheduled"), cluster.Store.Find(Agent).Count("status", "numberReady")).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_daemon_set_is_updated_one_node_at_a_time()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Workload("DaemonSet", "agent", ""));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));
        var least = int.MaxValue;
        using var watching = cluster.Store.Observe(_ => least = Math.Min(least, cluster.Pods().Count(pod => PodTemplates.IsActive(pod) && PodTemplates.IsReady(pod))));

        cluster.Update(Agent, set => set.Objects("spec", "template", "spec", "containers").First()["image"] = "app:2");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        least.ShouldBe(2);
        cluster.Pods().Select(pod => pod.Objects("spec", "containers").First().Text("image")).Distinct().ShouldBe(["app:2"]);
    }

    [Fact]
    public async Task A_job_completes_when_as_many_pods_have_succeeded_as_it_asks_for()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 2 });

        cluster.Create(Job(", \"completions\": 3, \"parallelism\": 2", "Never"));
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        var report = cluster.Store.Find(Report)!;
        (report.Count("status", "succeeded"), report.Count("status", "active"), report.Condition("Complete").Text("status")).ShouldBe((3, 0, "True"));
        cluster.Pods().Select(pod => pod.Text("status", "phase")).Distinct().ShouldBe(["Succeeded"]);
    }

    [Fact]
    public async Task A_job_fails_when_more_pods_fail_than_its_limit()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", Crash = new ImageCrash(1, 1, []) });

        cluster.Create(Job(", \"backoffLimit\": 2", "Never"));
        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        var report = cluster.Store.Find(Report)!;
        (report.Count("status", "failed"), report.Condition("Failed").Text("reason")).ShouldBe((3, "BackoffLimitExceeded"));
    }

    [Fact]
    public async Task A_claim_waits_for_a_storage_class_and_its_pod_with_it()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Manifests.Parse("""{ "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": { "name": "disk", "namespace": "test" }, "spec": { "storageClassName": "fast" } }"""));
        var manifest = Manifests.Pod("web", "app:1");
        manifest["spec"]!["volumes"] = Manifests.Parse("""{ "all": [{ "name": "disk", "persistentVolumeClaim": { "claimName": "disk" } }] }""")["all"]!.DeepClone();
        cluster.Create(manifest);
        await cluster.RunAsync(TimeSpan.FromSeconds(2));
        cluster.Pods().Single().Condition("PodScheduled").Text("message")!.ShouldContain("unbound immediate PersistentVolumeClaims");

        cluster.Create(Manifests.Parse("""{ "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": { "name": "fast" }, "provisioner": "simulation" }"""));
        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        PodTemplates.IsReady(cluster.Pods().Single()).ShouldBeTrue();
    }

    [Fact]
    public async Task Pods_that_a_quota_refuses_are_tried_again_less_and_less_often_until_there_is_room()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var quota = ObjectKey.Core("resourcequotas", "test", "small");
        cluster.Create(Manifests.Parse("""{ "apiVersion": "v1", "kind": "ResourceQuota", "metadata": { "name": "small", "namespace": "test" }, "spec": { "hard": { "pods": "1" } } }"""));
        cluster.Create(Manifests.Deployment("web", 3, "app:1"));

        await cluster.RunAsync(TimeSpan.FromMinutes(10));
        cluster.Pods().Count.ShouldBe(1);
        cluster.Deployment("web").Condition("ReplicaFailure").Text("reason").ShouldBe("FailedCreate");
        cluster.Reasons().Count(reason => reason == "FailedCreate").ShouldBeInRange(5, 15);

        cluster.Update(quota, small => small["spec"]!["hard"]!["pods"] = "5");
        await cluster.RunAsync(TimeSpan.FromMinutes(6));
        cluster.Deployment("web").Count("status", "availableReplicas").ShouldBe(3);
        cluster.Deployment("web").Condition("ReplicaFailure").ShouldBeNull();
    }

    [Theory]
    [InlineData("\"minAvailable\": 2", 1)]
    [InlineData("\"maxUnavailable\": \"34%\"", 2)]
    [InlineData("\"minAvailable\": \"100%\"", 0)]
    public async Task A_disruption_budget_counts_what_may_be_evicted(string limit, int allowed)
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Manifests.Deployment("web", 3, "app:1"));
        cluster.Create(Manifests.Parse($$"""
            {
              "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": { "name": "web", "namespace": "test" },
              "spec": { {{limit}}, "selector": { "matchLabels": { "app": "web" } } }
            }
            """));

        await cluster.RunAsync(TimeSpan.FromSeconds(4));

        cluster.Store.Find(new ObjectKey("policy", "poddisruptionbudgets", "test", "web")).Count("status", "disruptionsAllowed").ShouldBe(allowed);
    }

    private static JsonObject Workload(string kind, string name, string more) => Manifests.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "{{kind}}", "metadata": { "name": "{{name}}", "namespace": "test" },
          "spec": {
            "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{ "name": "app", "image": "app:1" }] } }{{more}}
          }
        }
        """);

    private static JsonObject Job(string more, string restartPolicy) => Manifests.Parse($$"""
        {
          "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "report", "namespace": "test" },
          "spec": { "template": { "spec": { "restartPolicy": "{{restartPolicy}}", "containers": [{ "name": "app", "image": "app:1" }] } }{{more}} }
        }
        """);
}
