using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Autoscaling;

public sealed class AutoscalerControllerTests
{
    private const string Cpu = """{ "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 50 } } }""";
    private static readonly ObjectKey Web = new("autoscaling", "horizontalpodautoscalers", "test", "web");

    [Fact]
    public async Task Replicas_follow_from_use_over_target_and_the_reason_is_said()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 90, replicas: 2);
        cluster.Create(Autoscaler(Cpu));

        await cluster.RunUntilAsync(() => cluster.Deployment("web").Replicas() == 4, "4 replicas", TimeSpan.FromSeconds(60));

        var status = cluster.Store.Find(Web)!;
        Told(status, "AbleToScale").ShouldBe(("True", "SucceededRescale", "the HPA controller was able to update the target scale to 4"));
        Told(status, "ScalingActive").ShouldBe(("True", "ValidMetricFound", "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)"));
        status.Objects("status", "currentMetrics").Single().Whole("resource", "current", "averageUtilization").ShouldBe(90);
        cluster.Store.List("", "events", "test").First(seen => seen.Text("reason") == "SuccessfulRescale").Text("message").ShouldBe("New size: 4; reason: cpu resource utilization (percentage of request) above target");
    }

    [Fact]
    public async Task A_tenth_off_the_target_is_left_alone()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 54, replicas: 2);
        cluster.Create(Autoscaler(Cpu));

        await cluster.RunAsync(TimeSpan.FromMinutes(10));

        cluster.Deployment("web").Replicas().ShouldBe(2);
        Told(cluster.Store.Find(Web)!, "AbleToScale").ShouldBe(("True", "ReadyForNewScale", "recommended size matches current size"));
        Told(cluster.Store.Find(Web)!, "ScalingLimited").ShouldBe(("False", "DesiredWithinRange", "the desired count is within the acceptable range"));
    }

    [Fact]
    public async Task It_shrinks_only_after_five_minutes_of_asking_for_less()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 10, replicas: 4);
        cluster.Create(Autoscaler(Cpu));

        await cluster.RunAsync(TimeSpan.FromMinutes(4));
        cluster.Deployment("web").Replicas().ShouldBe(4);
        Told(cluster.Store.Find(Web)!, "AbleToScale").Item2.ShouldBe("ScaleDownStabilized");
        await cluster.RunAsync(TimeSpan.FromMinutes(2));

        cluster.Deployment("web").Replicas().ShouldBe(1);
        Told(cluster.Store.Find(Web)!, "ScalingLimited").Item1.ShouldBe("False");
    }

    [Fact]
    public async Task The_most_is_the_most()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 500, replicas: 2);
        cluster.Create(Autoscaler(Cpu, """, "maxReplicas": 3"""));

        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        cluster.Deployment("web").Replicas().ShouldBe(3);
        Told(cluster.Store.Find(Web)!, "ScalingLimited").ShouldBe(("True", "TooManyReplicas", "the desired replica count is more than the maximum replica count"));
    }

    [Fact]
    public async Task Policies_bound_the_change_of_each_period()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 500, replicas: 1);
        cluster.Create(Autoscaler(Cpu, """, "maxReplicas": 20, "behavior": { "scaleUp": { "policies": [{ "type": "Pods", "value": 1, "periodSeconds": 60 }] } }"""));

        await cluster.RunAsync(TimeSpan.FromSeconds(50));
        cluster.Deployment("web").Replicas().ShouldBe(2);
        Told(cluster.Store.Find(Web)!, "ScalingLimited").Item2.ShouldBe("ScaleUpLimit");
        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        cluster.Deployment("web").Replicas().ShouldBe(3);
    }

    [Fact]
    public async Task Pods_that_request_nothing_cannot_be_judged()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", CpuMillis = 90 });
        cluster.Create(Manifests.Deployment("web", 2, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(30));
        cluster.Create(Autoscaler(Cpu));

        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        var (status, reason, message) = Told(cluster.Store.Find(Web)!, "ScalingActive");
        (status, reason).ShouldBe(("False", "FailedGetResourceMetric"));
        message.ShouldBe($"the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container app of Pod {cluster.Pods()[0].Name()}");
        cluster.Reasons().ShouldContain("FailedComputeMetricsReplicas");
    }

    [Fact]
    public async Task Young_pods_have_no_metrics_yet()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 90, replicas: 2, settle: 2);
        cluster.Create(Autoscaler(Cpu));

        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        Told(cluster.Store.Find(Web)!, "ScalingActive").ShouldBe(("False", "FailedGetResourceMetric", "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API"));
    }

    [Fact]
    public async Task A_metric_that_nobody_serves_is_said_and_keeps_the_target_from_shrinking()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 10, replicas: 2);
        cluster.Create(Autoscaler(Cpu + """, { "type": "External", "external": { "metric": { "name": "queue_depth" }, "target": { "type": "Value", "value": "10" } } }"""));

        await cluster.RunAsync(TimeSpan.FromMinutes(10));

        cluster.Deployment("web").Replicas().ShouldBe(2);
        var (_, reason, message) = Told(cluster.Store.Find(Web)!, "ScalingActive");
        reason.ShouldBe("FailedGetExternalMetric");
        message.ShouldBe("the HPA was unable to compute the replica count: unable to get external metric test/queue_depth/nil: unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue_depth.external.metrics.k8s.io)");
    }

    [Fact]
    public async Task A_target_that_is_not_there_or_stands_at_zero_is_said()
    {
        await using var cluster = await ClusterAsync(cpuMillis: 10, replicas: 0);
        cluster.Create(Autoscaler(Cpu));
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        Told(cluster.Store.Find(Web)!, "ScalingActive").ShouldBe(("False", "ScalingDisabled", "scaling is disabled since the replica count of the target is zero"));

        cluster.Store.Delete(ObjectKey.Apps("deployments", "test", "web"), cluster.Developer);
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        Told(cluster.Store.Find(Web)!, "AbleToScale").ShouldBe(("False", "FailedGetScale", "the HPA controller was unable to get the target's current scale: deployments.apps \"web\" not found"));
    }

    private static async Task<LiveCluster> ClusterAsync(double cpuMillis, int replicas, int settle = 320)
    {
        var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "web:1", CpuMillis = cpuMillis });
        var manifest = Manifests.Deployment("web", replicas, "web:1");
        manifest.Objects("spec", "template", "spec", "containers").First()["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "100m" } };
        cluster.Create(manifest);
        await cluster.RunAsync(TimeSpan.FromSeconds(settle));
        return cluster;
    }

    private static JsonObject Autoscaler(string metrics, string more = "") => Manifests.Parse($$"""
        {
          "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "web", "namespace": "test" },
          "spec": { "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" }, "minReplicas": 1{{(more.Contains("maxReplicas", StringComparison.Ordinal) ? "" : ", \"maxReplicas\": 4")}}, "metrics": [{{metrics}}]{{more}} }
        }
        """);

    private static (string?, string?, string?) Told(JsonObject autoscaler, string type)
    {
        var condition = autoscaler.Condition(type);
        return (condition.Text("status"), condition.Text("reason"), condition.Text("message"));
    }
}
