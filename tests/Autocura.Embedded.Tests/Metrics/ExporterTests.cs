using Autocura.Embedded.Metrics;
using Autocura.Embedded.Tests.Cluster.Controllers;
using Autocura.Telemetry;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class ExporterTests
{
    [Fact]
    public void The_text_format_escapes_and_writes_special_numbers()
    {
        MetricFamily[] families =
        [
            new("up", "Help with a \\ and\na line.", MetricKind.Gauge, [new MetricSample("up", [KeyValuePair.Create("path", "C:\\x \"y\"\n")], double.PositiveInfinity)]),
            new("rate", "None.", MetricKind.Counter, [new MetricSample("rate", [], 0.25), new MetricSample("rate", [KeyValuePair.Create("a", "1"), KeyValuePair.Create("b", "2")], double.NaN)]),
        ];

        ExpositionText.Write(families).ShouldBe(
            "# HELP up Help with a \\\\ and\\na line.\n# TYPE up gauge\nup{path=\"C:\\\\x \\\"y\\\"\\n\"} +Inf\n"
            + "# HELP rate None.\n# TYPE rate counter\nrate 0.25\nrate{a=\"1\",b=\"2\"} NaN\n");
    }

    [Fact]
    public async Task Every_series_appears_once_and_every_family_in_one_piece()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        await cluster.PlayAsync("crash-after-release");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        var families = cluster.Simulation.Exporter.Read();

        families.Select(family => family.Name).ShouldBeUnique();
        families.SelectMany(family => family.Samples).Select(sample => $"{sample.Name}{{{string.Join(',', sample.Labels)}}}").ShouldBeUnique();
    }

    [Fact]
    public async Task An_autoscaler_shows_what_it_scales_and_its_bounds()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        cluster.Create(System.Text.Json.Nodes.JsonNode.Parse("""
            {
              "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "namespace": "shop", "name": "cart-hpa" },
              "spec": { "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "cart" }, "maxReplicas": 5 }
            }
            """)!.AsObject());

        var text = cluster.Simulation.Exporter.ReadText();

        text.ShouldContain("kube_horizontalpodautoscaler_info{namespace=\"shop\",horizontalpodautoscaler=\"cart-hpa\",scaletargetref_api_version=\"apps/v1\",scaletargetref_kind=\"Deployment\",scaletargetref_name=\"cart\"} 1\n");
        text.ShouldContain("kube_horizontalpodautoscaler_spec_min_replicas{namespace=\"shop\",horizontalpodautoscaler=\"cart-hpa\"} 1\n");
        text.ShouldContain("kube_horizontalpodautoscaler_spec_max_replicas{namespace=\"shop\",horizontalpodautoscaler=\"cart-hpa\"} 5\n");
    }

    [Fact]
    public async Task A_crash_loop_shows_under_the_names_that_alert_rules_use()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        await cluster.PlayAsync("out-of-memory");
        await cluster.RunUntilAsync(
            () => cluster.PodsOf("catalog", "shop").All(pod => pod["status"]!["containerStatuses"]![0]!["state"]!["waiting"]?["reason"]?.GetValue<string>() == "CrashLoopBackOff"),
            "every catalog pod in its crash loop",
            TimeSpan.FromMinutes(1));

        var text = cluster.Simulation.Exporter.ReadText();

        var broken = cluster.PodsOf("catalog", "shop")[0];
        Line("kube_pod_container_status_waiting_reason", "reason=\"CrashLoopBackOff\"").ShouldEndWith(" 1");
        Line("kube_pod_container_status_last_terminated_reason", "reason=\"OOMKilled\"").ShouldEndWith(" 1");
        Line("kube_pod_container_status_restarts_total", "container=\"catalog\"").ShouldEndWith(" 1");
        Line("kube_pod_status_ready", "condition=\"true\"").ShouldEndWith(" 0");
        Line("kube_pod_owner", "owner_kind=\"ReplicaSet\"").ShouldEndWith(" 1");
        text.ShouldContain("kube_deployment_status_condition{namespace=\"shop\",deployment=\"catalog\",condition=\"Available\",reason=\"MinimumReplicasUnavailable\",status=\"false\"} 1\n");
        text.ShouldContain("kube_endpoint_address_available{namespace=\"shop\",endpoint=\"catalog\"} 0\n");
        text.ShouldContain("kube_deployment_spec_replicas{namespace=\"shop\",deployment=\"catalog\"} 2\n");

        string Line(string metric, string with) => text.Split('\n')
            .Where(line => line.StartsWith($"{metric}{{") && line.Contains($"pod=\"{Autocura.Embedded.Cluster.ObjectFields.Name(broken)}\"") && line.Contains(with))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Buckets_are_cumulative_and_end_in_the_count()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        var samples = cluster.Simulation.Exporter.Read().Single(family => family.Name == "http_request_duration_seconds").Samples
            .Where(sample => sample.Labels.Any(label => label is { Key: "service", Value: "frontend" })).ToList();
        var buckets = samples.Where(sample => sample.Name.EndsWith("_bucket")).Select(sample => sample.Value).ToList();

        buckets.ShouldBeInOrder(SortDirection.Ascending);
        buckets[^1].ShouldBe(samples.Single(sample => sample.Name.EndsWith("_count")).Value);
        buckets[^1].ShouldBeGreaterThan(1500);
    }

    [Fact]
    public async Task Memory_never_exceeds_the_limit_of_a_container()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        await cluster.PlayAsync("out-of-memory");

        for (var second = 0; second < 30; second++)
        {
            await cluster.RunAsync(TimeSpan.FromSeconds(1));
            var families = cluster.Simulation.Exporter.Read();
            families.Single(family => family.Name == "container_memory_working_set_bytes").Samples
                .Where(sample => sample.Labels.Any(label => label is { Key: "namespace", Value: "shop" })).ShouldAllBe(sample => sample.Value <= 256 << 20);
        }
    }
}
