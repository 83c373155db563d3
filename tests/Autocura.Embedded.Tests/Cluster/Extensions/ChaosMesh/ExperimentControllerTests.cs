using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;

namespace Autocura.Embedded.Tests.Cluster.Extensions.ChaosMesh;

public sealed class ExperimentControllerTests
{
    private const string Api = "chaos-mesh.org/v1alpha1";
    private const string Cart = """ "selector":{"namespaces":["test"],"labelSelectors":{"app":"cart"}} """;

    [Fact]
    public async Task An_experiment_injects_and_recovers_when_its_duration_is_over()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 2);
        cluster.Create(Api, "NetworkChaos", "slow", $$"""{"action":"delay","mode":"all","duration":"60s","delay":{"latency":"100ms"},{{Cart}}}""");
        await cluster.RunAsync(1);
        var slow = Find(cluster, ChaosKind.Network, "slow");
        slow.Items("metadata", "finalizers").Select(finalizer => finalizer.Text()).ShouldBe(["chaos-mesh/records"]);
        Conditions(slow).ShouldBe(["Selected=True", "AllInjected=True", "AllRecovered=False", "Paused=False"]);
        slow.Text("status", "experiment", "desiredPhase").ShouldBe("Run");
        slow.Items("status", "experiment", "containerRecords").Select(record => record.Text("id")).ShouldBe(cluster.Live.PodsOf("cart").Select(pod => $"test/{pod.Name()}"), ignoreOrder: true);

        await cluster.RunAsync(60);
        Conditions(Find(cluster, ChaosKind.Network, "slow")).ShouldBe(["Selected=True", "AllInjected=False", "AllRecovered=True", "Paused=False"]);
        cluster.Live.Reasons().ShouldContain("TimeUp");
    }

    [Fact]
    public async Task Pausing_recovers_going_on_injects_again_and_deletion_waits_for_recovery()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 1);
        cluster.Create(Api, "StressChaos", "busy", $$$"""{"mode":"one","stressors":{"cpu":{"workers":1}},{{{Cart}}}}""");
        await cluster.RunAsync(1);
        var key = ChaosKind.Stress.Key("test", "busy");
        cluster.Live.Update(key, chaos => chaos.Ensure("metadata", "annotations")["experiment.chaos-mesh.org/pause"] = "true");
        await cluster.RunAsync(1);
        Conditions(Find(cluster, ChaosKind.Stress, "busy")).ShouldBe(["Selected=True", "AllInjected=False", "AllRecovered=True", "Paused=True"]);
        cluster.Live.Update(key, chaos => chaos.Ensure("metadata", "annotations")["experiment.chaos-mesh.org/pause"] = "false");
        await cluster.RunAsync(1);
        var record = Find(cluster, ChaosKind.Stress, "busy").Items("status", "experiment", "containerRecords").Single();
        record.Text("phase").ShouldBe("Injected");
        record.Text("id")!.Split('/').Last().ShouldBe("app");
        (record.Number("injectedCount"), record.Number("recoveredCount")).ShouldBe((2, 1));

        cluster.Store.Delete(key, cluster.Live.Developer);
        await cluster.RunAsync(1);
        cluster.Store.Find(key).ShouldBeNull();
        cluster.Live.Reasons().ShouldContain("Recovered");
    }

    [Fact]
    public async Task An_experiment_without_a_pod_waits_for_one()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        cluster.Create(Api, "PodChaos", "gone", $$"""{"action":"pod-failure","mode":"all",{{Cart}}}""");
        await cluster.RunAsync(1);
        Conditions(Find(cluster, ChaosKind.Pod, "gone")).ShouldBe(["Selected=False", "AllInjected=False", "AllRecovered=False", "Paused=False"]);
        await cluster.DeployAsync("cart", 1);
        await cluster.RunAsync(10);
        Conditions(Find(cluster, ChaosKind.Pod, "gone")).ShouldContain("AllInjected=True");
    }

    [Fact]
    public async Task Pod_kill_deletes_the_pods_once()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 3);
        var before = cluster.Live.PodsOf("cart").Select(pod => pod.Name()).ToHashSet();
        cluster.Create(Api, "PodChaos", "kill", $$"""{"action":"pod-kill","mode":"fixed","value":"2",{{Cart}}}""");
        await cluster.RunAsync(60);
        cluster.Live.PodsOf("cart").Count.ShouldBe(3);
        cluster.Live.PodsOf("cart").Count(pod => before.Contains(pod.Name())).ShouldBe(1);
        Find(cluster, ChaosKind.Pod, "kill").IsFinished(cluster.Live.Time.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task Container_kill_restarts_the_container_and_pod_failure_takes_the_pod_out_of_service()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 1);
        cluster.Create(Api, "PodChaos", "container", $$"""{"action":"container-kill","mode":"all","containerNames":["app"],{{Cart}}}""");
        await cluster.RunAsync(60);
        var pod = cluster.Live.PodsOf("cart").Single();
        pod.Items("status", "containerStatuses").Single().Number("restartCount").ShouldBe(1);

        cluster.Create(Api, "PodChaos", "failure", $$"""{"action":"pod-failure","mode":"all","duration":"2m",{{Cart}}}""");
        await cluster.RunAsync(60);
        IsReady(cluster).ShouldBeFalse();
        await cluster.RunAsync(180);
        IsReady(cluster).ShouldBeTrue();
    }

    [Theory]
    [InlineData("one", "", 1)]
    [InlineData("all", "", 5)]
    [InlineData("fixed", "3", 3)]
    [InlineData("fixed-percent", "50", 2)]
    public async Task A_mode_says_how_many(string mode, string value, int expected)
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 5);
        cluster.Create(Api, "TimeChaos", "time", $$"""{"timeOffset":"-5m","mode":"{{mode}}","value":"{{value}}",{{Cart}}}""");
        await cluster.RunAsync(1);
        Find(cluster, ChaosKind.Time, "time").Items("status", "experiment", "containerRecords").Count().ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"labelSelectors":{"app":"cart"}}""", 2)]
    [InlineData("""{"namespaces":["default"]}""", 0)]
    [InlineData("""{"expressionSelectors":[{"key":"app","operator":"In","values":["cart","ad"]}]}""", 3)]
    [InlineData("""{"expressionSelectors":[{"key":"app","operator":"NotIn","values":["cart"]}]}""", 1)]
    [InlineData("""{"fieldSelectors":{"spec.nodeName":"nowhere"}}""", 0)]
    [InlineData("""{"podPhaseSelectors":["Pending"]}""", 0)]
    [InlineData("""{"podPhaseSelectors":["Running"],"annotationSelectors":{"none":"x"}}""", 0)]
    [InlineData("""{"nodes":["node-1","node-2","node-3"]}""", 3)]
    [InlineData("""{"nodeSelectors":{"kubernetes.io/hostname":"node-9"}}""", 0)]
    public async Task A_selector_says_which(string selector, int expected)
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 2);
        await cluster.DeployAsync("ad", 1);
        cluster.Create(Api, "HTTPChaos", "http", $$"""{"target":"Request","mode":"all","selector":{{selector}}}""");
        await cluster.RunAsync(1);
        Find(cluster, ChaosKind.Http, "http").Items("status", "experiment", "containerRecords").Count().ShouldBe(expected);
    }

    private static bool IsReady(ExtensionCluster cluster) => cluster.Live.PodsOf("cart").Single().Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private static JsonObject Find(ExtensionCluster cluster, ChaosKind kind, string name) => cluster.Store.Find(kind.Key("test", name))!;

    private static IEnumerable<string> Conditions(JsonObject chaos) => chaos.Items("status", "conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}");
}
