using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Stages;

public sealed class KubeletTests
{
    private static readonly ObjectKey Web = ObjectKey.Core("pods", "test", "web");

    [Fact]
    public async Task A_healthy_pod_is_ready_within_three_seconds()
    {
        await using var cluster = await StartAsync(new ImageProfile { Image = "web:1" });

        await cluster.RunAsync(TimeSpan.FromSeconds(3));

        var pod = cluster.Store.Find(Web)!;
        pod.Text("status", "phase").ShouldBe("Running");
        PodTemplates.IsReady(pod).ShouldBeTrue();
        pod.Text("status", "podIP")!.ShouldStartWith("10.244.");
        cluster.Reasons().ShouldBe(["Scheduled", "Pulling", "Pulled", "Created", "Started"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_missing_image_is_tried_again_after_10_20_40_80_160_and_then_every_300_seconds()
    {
        await using var cluster = await StartAsync(new ImageProfile { Image = "web:1", Exists = false });
        var failures = Instants(cluster, status => status.Text("state", "waiting", "reason") == "ErrImagePull");

        await cluster.RunAsync(TimeSpan.FromMinutes(20));

        Gaps(failures).Select(gap => Math.Floor(gap / 5) * 5).ShouldBe([10, 20, 40, 80, 160, 300, 300]);
        cluster.Store.Find(Web).Text("status", "phase").ShouldBe("Pending");
        var failed = cluster.Store.List("", "events", "test").Single(seen => seen.Text("message") == "Error: ErrImagePull");
        failed.Count("count").ShouldBe(failures.Count);
    }

    [Fact]
    public async Task A_container_that_crashes_restarts_at_once_then_after_10_20_40_80_160_and_then_every_300_seconds()
    {
        await using var cluster = await StartAsync(new ImageProfile { Image = "web:1", Crash = new ImageCrash(1, 3, []) });
        var starts = Instants(cluster, status => status.At("state", "running") is not null);

        await cluster.RunAsync(TimeSpan.FromMinutes(20));

        Gaps(starts).Select(gap => Math.Floor(gap / 5) * 5).ShouldBe([0, 10, 20, 40, 80, 160, 300, 300]);
        var status = Status(cluster);
        status.Count("restartCount").ShouldBe(starts.Count - 1);
        status.Text("state", "waiting", "reason").ShouldBe("CrashLoopBackOff");
        status.Text("state", "waiting", "message")!.ShouldStartWith("back-off 5m0s restarting failed container=app pod=web_test(");
        (status.Whole("lastState", "terminated", "exitCode"), status.Text("lastState", "terminated", "reason")).ShouldBe((3, "Error"));
        cluster.Store.Find(Web).Text("status", "phase").ShouldBe("Running");
    }

    [Fact]
    public async Task Ten_minutes_without_a_crash_make_the_next_one_the_first_again()
    {
        await using var cluster = await StartAsync(new ImageProfile { Image = "web:1", Crash = new ImageCrash(700, 1, []) });
        var starts = Instants(cluster, status => status.At("state", "running") is not null);

        await cluster.RunAsync(TimeSpan.FromMinutes(60));

        starts.Count.ShouldBeGreaterThan(3);
        cluster.Reasons().ShouldNotContain("BackOff");
    }

    [Fact]
    public async Task More_memory_than_the_limit_is_killed_with_137()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", MemoryMi = 300 });
        var manifest = Manifests.Pod("web", "web:1");
        manifest.Objects("spec", "containers").First()["resources"] = new JsonObject { ["limits"] = new JsonObject { ["memory"] = "128Mi" } };
        cluster.Create(manifest);

        await cluster.RunUntilAsync(() => Status(cluster).At("lastState", "terminated") is not null, "the first kill", TimeSpan.FromSeconds(10));

        (Status(cluster).Whole("lastState", "terminated", "exitCode"), Status(cluster).Text("lastState", "terminated", "reason")).ShouldBe((137, "OOMKilled"));
        cluster.Reasons("default").ShouldContain("OOMKilling");
    }

    [Fact]
    public async Task A_missing_config_map_holds_the_container_back_until_it_is_there()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1" });
        var manifest = Manifests.Pod("web", "web:1");
        manifest.Objects("spec", "containers").First()["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "settings" } });
        cluster.Create(manifest);
        await cluster.RunAsync(TimeSpan.FromSeconds(30));
        (Status(cluster).Text("state", "waiting", "reason"), Status(cluster).Text("state", "waiting", "message"))
            .ShouldBe(("CreateContainerConfigError", "configmap \"settings\" not found"));

        cluster.Create(Manifests.Parse("""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "settings", "namespace": "test" }, "data": {} }"""));
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        PodTemplates.IsReady(cluster.Store.Find(Web)!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_probe_of_a_port_that_nobody_listens_on_never_makes_the_pod_ready()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", Listens = [8080] });
        var manifest = Manifests.Pod("web", "web:1");
        manifest.Objects("spec", "containers").First()["readinessProbe"] = Manifests.Parse("""{ "httpGet": { "path": "/ok", "port": 9999 }, "periodSeconds": 5 }""");
        cluster.Create(manifest);

        await cluster.RunAsync(TimeSpan.FromSeconds(62));

        var pod = cluster.Store.Find(Web)!;
        (pod.Text("status", "phase"), pod.Condition("Ready").Text("reason")).ShouldBe(("Running", "ContainersNotReady"));
        var unhealthy = cluster.Store.List("", "events", "test").Single(seen => seen.Text("reason") == "Unhealthy");
        unhealthy.Text("message").ShouldBe($"Readiness probe failed: Get \"http://{pod.Text("status", "podIP")}:9999/ok\": dial tcp {pod.Text("status", "podIP")}:9999: connect: connection refused");
        unhealthy.Count("count").ShouldBe(12);
    }

    [Fact]
    public async Task Init_containers_complete_one_after_the_other_before_the_others_start()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1" }, new ImageProfile { Image = "step:1", CompletesAfterSeconds = 2 });
        var manifest = Manifests.Pod("web", "web:1");
        manifest["spec"]!["initContainers"] = Manifests.Parse("""{ "all": [{ "name": "first", "image": "step:1" }, { "name": "second", "image": "step:1" }] }""")["all"]!.DeepClone();
        cluster.Create(manifest);

        await cluster.RunAsync(TimeSpan.FromSeconds(4));
        cluster.Store.Find(Web).Text("status", "phase").ShouldBe("Pending");
        Status(cluster).Text("state", "waiting", "reason").ShouldBe("PodInitializing");
        await cluster.RunAsync(TimeSpan.FromSeconds(10));

        var pod = cluster.Store.Find(Web)!;
        PodTemplates.IsReady(pod).ShouldBeTrue();
        var ends = pod.Objects("status", "initContainerStatuses").Select(status => (Started: status.Text("state", "terminated", "startedAt"), Ended: status.Text("state", "terminated", "finishedAt"))).ToList();
        string.CompareOrdinal(ends[1].Started, ends[0].Ended).ShouldBeGreaterThanOrEqualTo(0);
    }

    private static async Task<LiveCluster> StartAsync(ImageProfile image)
    {
        var cluster = await LiveCluster.EmptyAsync(image);
        cluster.Create(Manifests.Pod("web", "web:1"));
        return cluster;
    }

    private static JsonObject? Status(LiveCluster cluster) => cluster.Store.Find(Web).Objects("status", "containerStatuses").FirstOrDefault();

    /// <summary>The instants at which the container enters a state.</summary>
    private static List<DateTimeOffset> Instants(LiveCluster cluster, Func<JsonObject, bool> isIn)
    {
        var instants = new List<DateTimeOffset>();
        var was = false;
        cluster.Store.Observe(change =>
        {
            if (change.Key == Web && change.Current.Objects("status", "containerStatuses").FirstOrDefault() is { } status)
            {
                if (isIn(status) && !was)
                {
                    instants.Add(cluster.Time.GetUtcNow());
                }

                was = isIn(status);
            }
        });
        return instants;
    }

    private static IEnumerable<double> Gaps(List<DateTimeOffset> instants) => instants.Zip(instants.Skip(1), (first, second) => (second - first).TotalSeconds);
}
