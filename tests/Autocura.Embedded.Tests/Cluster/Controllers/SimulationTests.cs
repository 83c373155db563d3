using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

public sealed class SimulationTests
{
    [Fact]
    public async Task A_killed_cluster_goes_on_with_the_back_off_it_was_in()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", Crash = new ImageCrash(1, 1, []) });
        cluster.Create(Manifests.Pod("web", "web:1"));
        await cluster.RunUntilAsync(() => Container(cluster).Count("restartCount") == 3 && Container(cluster).At("state", "waiting") is not null, "the third restart", TimeSpan.FromMinutes(2));
        var waitingSince = cluster.Time.GetUtcNow();

        await cluster.RestartAsync();
        Container(cluster).Text("state", "waiting", "reason").ShouldBe("CrashLoopBackOff");
        await cluster.RunUntilAsync(() => Container(cluster).Count("restartCount") == 4, "the fourth restart", TimeSpan.FromMinutes(2));

        (cluster.Time.GetUtcNow() - waitingSince).TotalSeconds.ShouldBeInRange(38, 42);
    }

    [Fact]
    public async Task A_rollout_that_was_cut_short_is_finished_by_the_next_process()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        cluster.Create(Manifests.Deployment("web", 3, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(4));
        cluster.Update(ObjectKey.Apps("deployments", "test", "web"), web => web.Objects("spec", "template", "spec", "containers").First()["image"] = "web:2");
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        await cluster.RestartAsync();
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        cluster.Pods().Select(pod => pod.Objects("spec", "containers").First().Text("image")).ShouldBe(["web:2", "web:2", "web:2"]);
    }

    [Fact]
    public async Task A_restart_of_a_cluster_at_rest_changes_nothing()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        var version = cluster.Store.ResourceVersion;

        await cluster.RestartAsync();

        cluster.Store.ResourceVersion.ShouldBe(version);
    }

    [Fact]
    public async Task A_cluster_at_rest_sleeps_until_the_next_heartbeat()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        (cluster.Simulation.NextDue - cluster.Time.GetUtcNow()).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_cluster_to_the_millisecond()
    {
        (await HistoryAsync()).ShouldBe(await HistoryAsync());

        static async Task<string> HistoryAsync()
        {
            await using var cluster = await LiveCluster.ShopAsync();
            await cluster.PlayAsync("out-of-memory");
            await cluster.RunAsync(TimeSpan.FromSeconds(60));
            var pods = cluster.Pods("shop").Select(pod => pod.ToJsonString());
            return string.Join('\n', pods.Append(cluster.Simulation.Exporter.ReadText()));
        }
    }

    [Fact]
    public async Task Events_are_forgotten_an_hour_after_they_were_last_seen()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:*" });
        cluster.Create(Manifests.Pod("web", "web:1"));
        await cluster.RunAsync(TimeSpan.FromMinutes(59));
        cluster.Reasons().ShouldContain("Scheduled");

        await cluster.RunAsync(TimeSpan.FromMinutes(2));

        cluster.Reasons().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_that_says_something_senseless_does_not_stop_the_others()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var senseless = Manifests.Deployment("senseless", 1, "web:1");
        senseless["spec"]!["strategy"] = Manifests.Parse("""{ "rollingUpdate": { "maxSurge": "many" } }""");

        cluster.Create(senseless);
        cluster.Create(Manifests.Deployment("web", 1, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(4));

        cluster.Deployment("web").Count("status", "availableReplicas").ShouldBe(1);
        cluster.Deployment("senseless").Count("status", "replicas").ShouldBe(0);
    }

    private static System.Text.Json.Nodes.JsonObject? Container(LiveCluster cluster) =>
        cluster.Store.Find(ObjectKey.Core("pods", "test", "web")).Objects("status", "containerStatuses").FirstOrDefault();
}
