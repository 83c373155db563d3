using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Stages;

public sealed class PodLifeTests
{
    private static readonly ObjectKey Web = ObjectKey.Core("pods", "test", "web");

    [Fact]
    public async Task A_sidecar_starts_before_the_others_and_ends_after_them()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "task:1", CompletesAfterSeconds = 10 });
        var pod = Manifests.Pod("web", "task:1");
        pod["spec"]!["restartPolicy"] = "Never";
        pod["spec"]!["initContainers"] = JsonNode.Parse("""[{ "name": "proxy", "image": "proxy:1", "restartPolicy": "Always" }]""");
        cluster.Create(pod);

        await cluster.RunAsync(TimeSpan.FromSeconds(6));
        var running = cluster.Store.Find(Web)!;
        running.Text("status", "phase").ShouldBe("Running");
        running.Objects("status", "initContainerStatuses").Single().At("state", "running").ShouldNotBeNull();
        running.Condition("Initialized").Text("status").ShouldBe("True");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        var ended = cluster.Store.Find(Web)!;
        ended.Text("status", "phase").ShouldBe("Succeeded");
        ended.Objects("status", "initContainerStatuses").Single().At("state", "terminated").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_init_container_that_serves_holds_the_pod_up()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "server:1", Listens = [80] });
        var pod = Manifests.Pod("web", "web:1");
        pod["spec"]!["initContainers"] = JsonNode.Parse("""[{ "name": "wait", "image": "server:1" }]""");
        cluster.Create(pod);

        await cluster.RunAsync(TimeSpan.FromMinutes(10));

        var waiting = cluster.Store.Find(Web)!;
        waiting.Text("status", "phase").ShouldBe("Pending");
        waiting.Condition("Initialized").Text("message").ShouldBe("containers with incomplete status: [wait]");
    }

    [Fact]
    public async Task The_second_pod_of_an_image_finds_it_on_the_node()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(WithPolicy("web", "IfNotPresent"));
        await cluster.RunAsync(TimeSpan.FromSeconds(5));
        cluster.Create(WithPolicy("again", "IfNotPresent"));
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        string[] Told(string pod) => [.. cluster.Store.List("", "events", "test").Where(seen => seen.Text("involvedObject", "name") == pod).Select(seen => seen.Text("reason")!).Order()];
        Told("web").ShouldContain("Pulling");
        Told("again").ShouldNotContain("Pulling");
        cluster.Store.Find(ObjectKey.Core("nodes", null, "node-1"))!.Objects("status", "images").Single().Texts("names").ShouldBe(["web:1"]);
    }

    [Fact]
    public async Task A_startup_probe_holds_readiness_back_until_it_passes()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", StartSeconds = 25 });
        var pod = Manifests.Pod("web", "web:1");
        var container = pod.Objects("spec", "containers").First();
        container["startupProbe"] = JsonNode.Parse("""{ "tcpSocket": { "port": 8080 }, "periodSeconds": 10, "failureThreshold": 5 }""");
        container["livenessProbe"] = JsonNode.Parse("""{ "tcpSocket": { "port": 8080 }, "periodSeconds": 1, "failureThreshold": 1 }""");
        cluster.Create(pod);

        await cluster.RunAsync(TimeSpan.FromSeconds(20));
        Status(cluster).Is("started").ShouldBeFalse();
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        (Status(cluster).Is("started"), Status(cluster).Is("ready"), Status(cluster).Count("restartCount")).ShouldBe((true, true, 0));
    }

    [Fact]
    public async Task Resources_are_resized_in_place_or_the_reason_is_told()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1);
        cluster.Create(Sized("100m"));
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        cluster.Update(Web, pod => pod["spec"] = Sized("500m")["spec"]!.DeepClone());
        cluster.Update(Web, pod => pod["spec"]!["nodeName"] = "node-1");
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        (Status(cluster).Text("resources", "requests", "cpu"), Status(cluster).Text("allocatedResources", "cpu"), Status(cluster).Count("restartCount")).ShouldBe(("500m", "500m", 0));

        cluster.Update(Web, pod => pod.Objects("spec", "containers").First()["resources"]!["requests"]!["cpu"] = "8");
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        var pending = cluster.Store.Find(Web)!.Condition("PodResizePending");
        (pending.Text("reason"), pending.Text("message")).ShouldBe(("Infeasible", "Node didn't have enough capacity: cpu, requested: 8000, capacity: 2000"));
        Status(cluster).Text("resources", "requests", "cpu").ShouldBe("500m");
    }

    [Fact]
    public async Task A_plain_command_does_what_it_says_whatever_the_image()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var pod = Manifests.Pod("web", "busybox");
        pod["spec"]!["restartPolicy"] = "Never";
        pod.Objects("spec", "containers").First()["command"] = new JsonArray("sh", "-c", "echo hello; sleep 5; exit 3");
        cluster.Create(pod);

        await cluster.RunAsync(TimeSpan.FromSeconds(15));

        cluster.Store.Find(Web).Text("status", "phase").ShouldBe("Failed");
        Status(cluster).Whole("state", "terminated", "exitCode").ShouldBe(3);
    }

    private static JsonObject Status(LiveCluster cluster) => cluster.Store.Find(Web)!.Objects("status", "containerStatuses").Single();

    private static JsonObject WithPolicy(string name, string policy)
    {
        var pod = Manifests.Pod(name, "web:1");
        pod.Objects("spec", "containers").First()["imagePullPolicy"] = policy;
        return pod;
    }

    private static JsonObject Sized(string cpu)
    {
        var pod = Manifests.Pod("web", "web:1");
        pod.Objects("spec", "containers").First()["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu } };
        return pod;
    }
}
