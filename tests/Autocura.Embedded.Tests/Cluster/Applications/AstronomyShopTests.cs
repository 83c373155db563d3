using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class AstronomyShopTests
{
    private const string Namespace = "otel-demo";

    [Theory]
    [InlineData("cartFailure", "on", "cart", 0.4)]
    [InlineData("adFailure", "on", "ad", 0.5)]
    [InlineData("productCatalogFailure", "on", "product-catalog", 0.15)]
    [InlineData("paymentFailure", "50%", "payment", 0.5)]
    [InlineData("paymentUnreachable", "on", "payment", 1)]
    public async Task A_flag_that_fails_a_service_does_so_once_the_flag_service_has_read_it(string flag, string variant, string service, double errors)
    {
        await using var cluster = await StartAsync();

        SetFlag(cluster, flag, variant);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        See(cluster).Service(service).ErrorRatio.ShouldBeLessThan(0.01, "flagd has read its file when it started");

        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        See(cluster).Service(service).ErrorRatio.ShouldBe(errors, tolerance: 0.02);

        SetFlag(cluster, flag, "off");
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        See(cluster).Services.ShouldAllBe(seen => seen.ErrorRatio < 0.005);
    }

    [Theory]
    [InlineData("adManualGc", "on", "ad", 3000)]
    [InlineData("adHighCpu", "on", "ad", 2500)]
    [InlineData("imageSlowLoad", "5sec", "image-provider", 4500)]
    public async Task A_flag_that_slows_a_service_shows_in_its_times(string flag, string variant, string service, double slowerThanMs)
    {
        await using var cluster = await StartAsync();

        SetFlag(cluster, flag, variant);
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        See(cluster).Service(service).P95Ms.ShouldBeGreaterThan(slowerThanMs);
    }

    [Fact]
    public async Task A_flood_of_users_is_more_than_the_frontend_can_serve()
    {
        await using var cluster = await StartAsync();

        SetFlag(cluster, "loadGeneratorFloodHomepage", "on");
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        var frontend = See(cluster).Service("frontend");
        frontend.Saturation.ShouldBeGreaterThan(2);
        frontend.ErrorRatio.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task A_leaking_cache_ends_at_the_memory_limit_and_again_after_the_restart()
    {
        await using var cluster = await StartAsync();

        SetFlag(cluster, "recommendationCacheFailure", "on");
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(5));

        var pod = cluster.PodsOf("recommendation", Namespace).ShouldHaveSingleItem();
        pod.Objects("status", "containerStatuses").First().Text("lastState", "terminated", "reason").ShouldBe("OOMKilled");
        pod.Objects("status", "containerStatuses").First().Count("restartCount").ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task An_overloaded_queue_lags_and_is_worked_off_when_the_overload_ends()
    {
        await using var cluster = await StartAsync();

        SetFlag(cluster, "kafkaQueueProblems", "on");
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(3));
        See(cluster).Service("fraud-detection").Lag.ShouldBeGreaterThan(1000);
        See(cluster).Service("fraud-detection").P95Ms.ShouldBeGreaterThan(10_000);
        See(cluster).Service("accounting").Lag.ShouldBeLessThan(10);

        SetFlag(cluster, "kafkaQueueProblems", "off");
        RestartFlags(cluster);
        await cluster.RunAsync(TimeSpan.FromMinutes(4));
        See(cluster).Service("fraud-detection").Lag.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task An_address_that_does_not_resolve_fails_the_caller_and_is_never_seen_by_the_callee()
    {
        await using var cluster = await StartAsync();

        SetVariable(cluster, "shipping", "QUOTE_ADDR", "http://quote-nowhere:8080");
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        var seen = See(cluster);
        seen.Edge("shipping", "quote").Reason.ShouldBe("NoSuchHost");
        seen.Service("quote").RequestsPerSecond.ShouldBe(0);
        seen.Service("shipping").ErrorRatio.ShouldBe(0.6, tolerance: 0.01);
        seen.Service("checkout").ErrorRatio.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task A_port_that_its_service_does_not_have_is_waited_for_in_vain()
    {
        await using var cluster = await StartAsync();

        SetVariable(cluster, "checkout", "KAFKA_ADDR", "kafka:9999");
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        var seen = See(cluster);
        seen.Edge("checkout", "kafka").Reason.ShouldBe("Lost");
        seen.Service("checkout").ErrorRatio.ShouldBe(1, tolerance: 0.001);
        seen.Service("checkout").P95Ms.ShouldBeGreaterThan(4_900);
        seen.Edge("kafka", "accounting").RequestsPerSecond.ShouldBe(0);
    }

    [Fact]
    public async Task A_pod_that_asks_the_nodes_name_server_finds_no_service()
    {
        await using var cluster = await StartAsync();

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "frontend"), frontend => frontend["spec"]!["template"]!["spec"]!["dnsPolicy"] = "Default");
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        See(cluster).Edge("frontend", "cart").Reason.ShouldBe("NoSuchHost");
        See(cluster).Service("frontend").ErrorRatio.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task A_store_that_asks_for_a_password_refuses_a_cart_that_has_none_slowly()
    {
        await using var cluster = await StartAsync();

        cluster.Update(
            ObjectKey.Apps("deployments", Namespace, "valkey-cart"),
            store => store["spec"]!["template"]!["spec"]!["containers"]![0]!["args"] = new JsonArray("--requirepass", "secret"));
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        See(cluster).Edge("cart", "valkey-cart").ErrorRatio.ShouldBe(1, tolerance: 0.001);
        See(cluster).Service("cart").P50Ms.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task A_secret_that_changes_counts_once_a_process_has_read_it()
    {
        await using var cluster = await StartAsync();

        cluster.Update(ObjectKey.Core("secrets", Namespace, "email-credentials"), secret => secret["data"]!["password"] = Convert.ToBase64String("wrong"u8));
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        See(cluster).Service("email").ErrorRatio.ShouldBeLessThan(0.005);

        foreach (var pod in cluster.PodsOf("email", Namespace))
        {
            cluster.Store.Delete(ObjectKey.Core("pods", Namespace, pod.Name()), cluster.Developer);
        }

        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        See(cluster).Service("email").ErrorRatio.ShouldBe(1, tolerance: 0.001);
        See(cluster).Service("checkout").ErrorRatio.ShouldBeLessThan(0.005, "an order without a mail is an order");
    }

    [Fact]
    public async Task Without_the_load_generator_nobody_asks()
    {
        await using var cluster = await StartAsync();

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "load-generator"), generator => generator["spec"]!["replicas"] = 0);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        See(cluster).Services.ShouldAllBe(service => service.RequestsPerSecond == 0);
    }

    [Fact]
    public async Task A_command_that_the_image_does_not_have_crash_loops_with_a_start_error()
    {
        await using var cluster = await StartAsync();

        cluster.Update(
            ObjectKey.Apps("deployments", Namespace, "product-catalog"),
            catalog => catalog["spec"]!["template"]!["spec"]!["containers"]![0]!["command"] = new JsonArray("/bin/no-such-command"));
        await cluster.RunAsync(TimeSpan.FromMinutes(2));

        var broken = cluster.PodsOf("product-catalog", Namespace).SelectMany(pod => pod.Objects("status", "containerStatuses")).Single(status => !status.Is("ready"));
        broken.Text("state", "waiting", "reason").ShouldBe("CrashLoopBackOff");
        broken.Text("lastState", "terminated", "reason").ShouldBe("StartError");
        broken.Whole("lastState", "terminated", "exitCode").ShouldBe(128);
    }

    [Fact]
    public async Task An_init_container_waits_until_what_it_waits_for_accepts_connections()
    {
        await using var cluster = await StartAsync();

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "kafka"), kafka => kafka["spec"]!["replicas"] = 0);
        await cluster.RunAsync(TimeSpan.FromSeconds(30));
        cluster.Store.Delete(ObjectKey.Core("pods", Namespace, cluster.PodsOf("accounting", Namespace).Single().Name()), cluster.Developer);
        await cluster.RunAsync(TimeSpan.FromMinutes(2));
        cluster.PodsOf("accounting", Namespace).ShouldAllBe(pod => pod["status"]!["phase"]!.GetValue<string>() == "Pending");

        cluster.Update(ObjectKey.Apps("deployments", Namespace, "kafka"), kafka => kafka["spec"]!["replicas"] = 1);
        await cluster.RunAsync(TimeSpan.FromMinutes(1));
        cluster.PodsOf("accounting", Namespace).ShouldAllBe(pod => PodTemplates.IsReady(pod));
    }

    private static Task<LiveCluster> StartAsync() => LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");

    private static TrafficView See(LiveCluster cluster) => cluster.Simulation.Traffic.View("astronomy-shop")!;

    private static void SetFlag(LiveCluster cluster, string flag, string variant) => cluster.Update(
        ObjectKey.Core("configmaps", Namespace, "flagd-config"),
        config =>
        {
            var flags = JsonNode.Parse(config["data"]!["demo.flagd.json"]!.GetValue<string>())!;
            flags["flags"]![flag]!["defaultVariant"] = variant;
            config["data"]!["demo.flagd.json"] = flags.ToJsonString();
        });

    private static void RestartFlags(LiveCluster cluster)
    {
        foreach (var pod in cluster.PodsOf("flagd", Namespace))
        {
            cluster.Store.Delete(ObjectKey.Core("pods", Namespace, pod.Name()), cluster.Developer);
        }
    }

    private static void SetVariable(LiveCluster cluster, string deployment, string name, string value) => cluster.Update(
        ObjectKey.Apps("deployments", Namespace, deployment),
        changed => changed.Objects("spec", "template", "spec", "containers").First().Objects("env").First(variable => variable.Text("name") == name)["value"] = value);
}
