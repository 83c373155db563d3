using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;

namespace Autocura.Embedded.Tests.Cluster.Extensions.ChaosMesh;

public sealed class ScheduleControllerTests
{
    private const string Kill = """ "type":"PodChaos","podChaos":{"action":"pod-kill","mode":"one","selector":{"labelSelectors":{"app":"cart"}}} """;
    private const string Slow = """ "type":"NetworkChaos","networkChaos":{"action":"delay","mode":"all","duration":"90s","delay":{"latency":"1s"},"selector":{"labelSelectors":{"app":"cart"}}} """;

    [Fact]
    public async Task Experiments_are_made_when_they_are_due_and_the_oldest_forgotten()
    {
        await using var cluster = await WithAsync($$"""{"schedule":"@every 1m","historyLimit":2,{{Kill}}}""");
        await cluster.RunAsync(59);
        Made(cluster, ChaosKind.Pod).ShouldBeEmpty();
        await cluster.RunAsync(2);
        var first = Made(cluster, ChaosKind.Pod).ShouldHaveSingleItem();
        first.Name().ShouldStartWith("often-");
        first.Label("managed-by").ShouldBe("often");
        first.ControllerReference().Text("kind").ShouldBe("Schedule");
        await cluster.RunAsync(240);
        Made(cluster, ChaosKind.Pod).Count.ShouldBe(2);
        Made(cluster, ChaosKind.Pod).ShouldNotContain(chaos => chaos.Name() == first.Name());
    }

    [Fact]
    public async Task While_one_lasts_no_other_starts_unless_that_is_allowed()
    {
        await using var cluster = await WithAsync($$"""{"schedule":"* * * * *",{{Slow}}}""");
        await cluster.RunAsync(125);
        Made(cluster, ChaosKind.Network).Count.ShouldBe(1);
        cluster.Live.Reasons().ShouldContain("Forbid");
        Schedule(cluster).Items("status", "active").Count().ShouldBe(1);

        await using var other = await WithAsync($$"""{"schedule":"* * * * *","concurrencyPolicy":"Allow",{{Slow}}}""");
        await other.RunAsync(125);
        Made(other, ChaosKind.Network).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_paused_schedule_makes_nothing_and_pauses_what_it_has_made()
    {
        await using var cluster = await WithAsync($$"""{"schedule":"@every 1m",{{Slow}}}""");
        await cluster.RunAsync(61);
        cluster.Live.Update(ScheduleKey, schedule => schedule.Ensure("metadata", "annotations")["experiment.chaos-mesh.org/pause"] = "true");
        await cluster.RunAsync(1);
        var paused = Made(cluster, ChaosKind.Network).ShouldHaveSingleItem();
        paused.Annotation("experiment.chaos-mesh.org/pause").ShouldBe("true");
        paused.Text("status", "experiment", "desiredPhase").ShouldBe("Stop");
        cluster.Store.Delete(ChaosKind.Network.Key("test", paused.Name()), cluster.Live.Developer);
        await cluster.RunAsync(600);
        Made(cluster, ChaosKind.Network).ShouldBeEmpty();

        cluster.Live.Update(ScheduleKey, schedule => schedule.Ensure("metadata", "annotations").Remove("experiment.chaos-mesh.org/pause"));
        await cluster.RunAsync(1);
        Made(cluster, ChaosKind.Network).Count.ShouldBe(1);
    }

    [Fact]
    public async Task With_the_schedule_its_experiments_go()
    {
        await using var cluster = await WithAsync($$"""{"schedule":"@every 1m",{{Slow}}}""");
        await cluster.RunAsync(61);
        cluster.Store.Delete(ScheduleKey, cluster.Live.Developer);
        await cluster.RunAsync(1);
        Made(cluster, ChaosKind.Network).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("@every soon")]
    [InlineData("@every 10ms")]
    [InlineData("sometimes")]
    public async Task A_time_that_cannot_be_read_is_told(string schedule)
    {
        await using var cluster = await WithAsync($$"""{"schedule":"{{schedule}}",{{Kill}}}""");
        await cluster.RunAsync(600);
        Made(cluster, ChaosKind.Pod).ShouldBeEmpty();
        cluster.Store.List("", "events", "test").Count(told => told.Text("reason") == "Failed" && told.Text("involvedObject", "name") == "often").ShouldBe(1);
    }

    private static ObjectKey ScheduleKey => new("chaos-mesh.org", "schedules", "test", "often");

    private static async Task<ExtensionCluster> WithAsync(string spec)
    {
        var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 1);
        cluster.Create("chaos-mesh.org/v1alpha1", "Schedule", "often", spec);
        await cluster.RunAsync(0);
        return cluster;
    }

    private static JsonObject Schedule(ExtensionCluster cluster) => cluster.Store.Find(ScheduleKey)!;

    private static IReadOnlyList<JsonObject> Made(ExtensionCluster cluster, ChaosKind kind) => cluster.Store.List("chaos-mesh.org", kind.Plural, "test");
}
