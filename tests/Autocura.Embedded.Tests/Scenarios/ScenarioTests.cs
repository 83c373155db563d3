using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Scenarios;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void There_is_a_scenario_of_the_shop_for_each_cause_and_one_without() => OfShop().Select(scenario => scenario.Name)
        .ShouldBe(["bad-image", "crash-after-release", "healthy", "out-of-memory", "scaled-to-zero", "wrong-target-port"]);

    [Fact]
    public void Causes_in_the_shop_are_those_that_a_diagnosis_can_name()
    {
        var known = typeof(Diagnosis.Cause).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        OfShop().Select(scenario => scenario.Cause).ShouldBeSubsetOf(known);
    }

    [Theory]
    [InlineData("bad-image", "cart", "ErrImagePull")]
    [InlineData("crash-after-release", "checkout", "Error")]
    [InlineData("out-of-memory", "catalog", "OOMKilled")]
    public async Task A_broken_release_shows_in_its_pods_within_seconds(string scenario, string workload, string reason)
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync(scenario);
        await cluster.RunUntilAsync(() => Reasons(cluster, workload).Contains(reason), reason, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Crash_after_release_takes_checkout_down_and_the_previous_log_says_why()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync("crash-after-release");
        await cluster.RunUntilAsync(() => cluster.Deployment("checkout", "shop").Count("status", "availableReplicas") == 0, "no checkout", TimeSpan.FromSeconds(20));
        await cluster.RunUntilAsync(() => Reasons(cluster, "checkout").Contains("CrashLoopBackOff"), "a crash loop", TimeSpan.FromSeconds(20));

        var looping = cluster.PodsOf("checkout", "shop").First(pod => Reasons(pod).Contains("CrashLoopBackOff"));
        var log = cluster.Simulation.Logs.Read(new PodLogQuery("shop", looping.Name(), "checkout") { Previous = true }, CancellationToken.None).ShouldNotBeNull();
        (await log.Select(line => line.Text).ToListAsync()).ShouldContain(line => line.Contains("KeyNotFoundException: EUR"));
    }

    [Fact]
    public async Task The_cluster_remembers_who_made_the_change()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync("wrong-target-port");

        var service = cluster.Store.Find(ObjectKey.Core("services", "shop", "catalog"));
        var last = service.Objects("metadata", "managedFields").MaxBy(entry => entry.Text("time"));
        (last.Text("manager"), last.Time("time")).ShouldBe(("kubectl-edit", cluster.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_healthy_shop_stays_as_it_is()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        var before = cluster.Store.ResourceVersion;

        await cluster.PlayAsync("healthy");
        await cluster.RunAsync(TimeSpan.FromMinutes(4));

        cluster.Store.ResourceVersion.ShouldBe(before);
    }

    [Fact]
    public async Task Every_deployment_of_the_shop_has_a_release_to_go_back_to()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        cluster.Store.List("apps", "deployments", "shop").ShouldAllBe(deployment => deployment.Annotation("deployment.kubernetes.io/revision") == "2");
        cluster.ReplicaSets("shop").Count(set => set.Replicas() == 0).ShouldBe(5);
    }

    private static IEnumerable<Scenario> OfShop() => ScenarioCatalog.Load().All.Where(scenario => scenario.Application == "shop");

    private static IEnumerable<string> Reasons(LiveCluster cluster, string workload) => cluster.PodsOf(workload, "shop").SelectMany(Reasons);

    private static IEnumerable<string> Reasons(System.Text.Json.Nodes.JsonObject pod) => pod.Objects("status", "containerStatuses")
        .SelectMany(status => new[] { status.Text("state", "waiting", "reason"), status.Text("state", "terminated", "reason"), status.Text("lastState", "terminated", "reason") })
        .OfType<string>();
}
