using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Metrics;

namespace Autocura.Embedded.Tests.Cluster.Extensions.Keda;

public sealed class ScaledObjectControllerTests
{
    private static readonly ObjectKey Key = new("keda.sh", "scaledobjects", "test", "cart");
    private static readonly ObjectKey Autoscaler = new("autoscaling", "horizontalpodautoscalers", "test", "keda-hpa-cart");

    private const string Usual = """
        [{"type":"cpu","metricType":"Utilization","metadata":{"value":"60"}},
        {"type":"memory","metricType":"AverageValue","metadata":{"value":"200Mi"}},{"type":"prometheus","metadata":{"serverAddress":"http://prometheus","query":"up","threshold":"100"}}]
        """;

    [Fact]
    public async Task A_scaled_object_makes_and_owns_an_autoscaler()
    {
        await using var cluster = await WithAsync();
        var hpa = cluster.Store.Find(Autoscaler)!;
        hpa.ControllerReference().Text("kind").ShouldBe("ScaledObject");
        (hpa.Number("spec", "minReplicas"), hpa.Number("spec", "maxReplicas")).ShouldBe((2, 6));
        hpa.Items("spec", "metrics").Select(metric => metric!.ToJsonString()).ShouldBe([
            """{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}""",
            """{"type":"Resource","resource":{"name":"memory","target":{"type":"AverageValue","averageValue":"200Mi"}}}""",
            """{"type":"External","external":{"metric":{"name":"s2-prometheus","selector":{"matchLabels":{"scaledobject.keda.sh/name":"cart"}}},"target":{"type":"AverageValue","averageValue":"100"}}}""",
        ]);
        var scaled = cluster.Store.Find(Key)!;
        Conditions(scaled).ShouldBe(["Ready=True", "Active=True", "Fallback=False", "Paused=False"]);
        (scaled.Text("status", "hpaName"), scaled.Text("status", "triggersTypes"), scaled.Text("status", "scaleTargetKind")).ShouldBe(("keda-hpa-cart", "cpu,memory,prometheus", "apps/v1.Deployment"));
    }

    [Fact]
    public async Task What_others_change_in_the_autoscaler_is_undone()
    {
        await using var cluster = await WithAsync();
        cluster.Live.Update(Autoscaler, hpa => hpa.Ensure("spec")["maxReplicas"] = 99);
        await cluster.RunAsync(1);
        cluster.Store.Find(Autoscaler).Number("spec", "maxReplicas").ShouldBe(6);
        cluster.Store.Delete(Autoscaler, cluster.Live.Developer);
        await cluster.RunAsync(1);
        cluster.Store.Find(Autoscaler).ShouldNotBeNull();
    }

    [Fact]
    public async Task Paused_it_takes_the_autoscaler_away_and_holds_the_replicas()
    {
        await using var cluster = await WithAsync();
        cluster.Live.Update(Key, scaled => scaled.Ensure("metadata", "annotations")["autoscaling.keda.sh/paused-replicas"] = "4");
        await cluster.RunAsync(1);
        cluster.Store.Find(Autoscaler).ShouldBeNull();
        cluster.Live.Deployment("cart").Number("spec", "replicas").ShouldBe(4);
        Conditions(cluster.Store.Find(Key)!).ShouldContain("Paused=True");

        cluster.Live.Update(Key, scaled => scaled.Ensure("metadata").Remove("annotations"));
        await cluster.RunAsync(1);
        cluster.Store.Find(Autoscaler).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_its_workload_it_is_not_ready_until_that_comes()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        Create(cluster);
        await cluster.RunAsync(1);
        Conditions(cluster.Store.Find(Key)!).First().ShouldBe("Ready=False");
        await cluster.DeployAsync("cart", 1);
        Conditions(cluster.Store.Find(Key)!).First().ShouldBe("Ready=True");
    }

    [Fact]
    public async Task With_the_scaled_object_its_autoscaler_goes()
    {
        await using var cluster = await WithAsync();
        cluster.Store.Delete(Key, cluster.Live.Developer);
        await cluster.RunAsync(1);
        cluster.Store.Find(Autoscaler).ShouldBeNull();
    }

    [Fact]
    public async Task A_query_scales_its_workload_and_a_query_without_answer_does_not()
    {
        await using var cluster = await WithAsync("""[{"type":"prometheus","metadata":{"serverAddress":"http://prometheus","query":"sum(orders_waiting)","threshold":"100"}}]""");
        await cluster.RunAsync(20);
        var scaling = cluster.Store.Find(Autoscaler)!.Items("status", "conditions").First(condition => condition.Text("type") == "ScalingActive");
        (scaling.Text("status"), scaling.Text("reason")).ShouldBe(("False", "FailedGetExternalMetric"));

        cluster.Live.Simulation.Prometheus = new OneSeries("sum(orders_waiting)", 450);
        await cluster.RunAsync(60);
        cluster.Live.Deployment("cart").Number("spec", "replicas").ShouldBe(5);
    }

    [Fact]
    public async Task A_window_of_the_day_holds_its_replicas_and_then_lets_go()
    {
        await using var cluster = await WithAsync("""[{"type":"cron","metadata":{"timezone":"UTC","start":"0 8 * * *","end":"10 8 * * *","desiredReplicas":"6"}}]""");
        await cluster.RunAsync(20);
        cluster.Live.Deployment("cart").Number("spec", "replicas").ShouldBe(6);
        await cluster.RunAsync(16 * 60);
        cluster.Live.Deployment("cart").Number("spec", "replicas").ShouldBe(2);
    }

    private static async Task<ExtensionCluster> WithAsync(string? triggers = null)
    {
        var cluster = await ExtensionCluster.StartAsync();
        await cluster.DeployAsync("cart", 2);
        Create(cluster, triggers);
        await cluster.RunAsync(1);
        return cluster;
    }

    private static void Create(ExtensionCluster cluster, string? triggers = null) => cluster.Create("keda.sh/v1alpha1", "ScaledObject", "cart", $$"""
        {"scaleTargetRef":{"name":"cart"},"minReplicaCount":2,"maxReplicaCount":6,"triggers":{{triggers ?? Usual}} }
        """);

    private static IEnumerable<string> Conditions(JsonObject scaled) => scaled.Items("status", "conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}");

    /// <summary>A Prometheus that knows one answer.</summary>
    private sealed class OneSeries(string known, double value) : IPrometheus
    {
        public IReadOnlyList<double>? Ask(string query, DateTimeOffset at) => query == known ? [value] : null;
    }
}
