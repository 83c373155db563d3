using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Metrics;
using Autocura.Metrics.Forecasts;
using Autocura.Signals;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics.Forecasts;

/// <summary>Looks ahead over the simulated cluster, with a Prometheus that answers as a test says.</summary>
public sealed class ForecastScannerTests
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

    [Fact]
    public async Task A_workload_that_will_be_short_is_announced_with_what_it_needs()
    {
        await using var cluster = await TestCluster.StartAsync();
        Annotate(cluster, ("threshold", "10"), ("maxReplicas", "9"));
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "request_rate", _ => 55));

        var alert = (await LookAsync(cluster, server)).Memory.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem();

        (alert.Name, alert.Label("deployment"), alert.Label("namespace"), alert.Label("autocura_source")).ShouldBe(("CapacityShort", "cart", "shop", "forecast"));
        alert.Annotations["summary"].ShouldContain("6 are recommended");
    }

    [Fact]
    public async Task What_an_autoscaler_scales_is_left_to_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        Annotate(cluster, ("threshold", "10"));
        cluster.Store.Create(new ObjectKey("autoscaling", "horizontalpodautoscalers", "shop", "cart"), JsonNode.Parse("""
            {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"cart","namespace":"shop"},"spec":{"minReplicas":2,"maxReplicas":5,
            "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"cart"},"metrics":[]}}
            """)!.AsObject(), Actor.ApiServer);
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "request_rate", _ => 55));

        (await LookAsync(cluster, server)).Memory.Standing.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_wrongly_is_a_gap_that_names_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        Annotate(cluster, ("threshold", "many"));
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "none", _ => 0));

        (await LookAsync(cluster, server)).Gaps.ShouldHaveSingleItem().ShouldBe("Deployment shop/cart: autocura.io/threshold is 'many'; it must be a number.");
    }

    [Fact]
    public async Task Memory_that_rises_to_its_limit_is_announced_for_its_pod_and_a_silent_source_ends_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "container_memory", back => 0.85 - (0.1 * back.TotalHours)));
        var memory = (await LookAsync(cluster, server)).Memory;
        memory.Outbox.ShouldBeEmpty("it has not lasted");
        cluster.Time.Advance(TimeSpan.FromMinutes(5));

        memory = (await LookAsync(cluster, server, memory)).Memory;

        var alert = memory.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem();
        (alert.Name, alert.Label("pod"), alert.Label("resource"), alert.Label("severity")).ShouldBe(("ExhaustionAhead", "cart-0", "memory", "warning"));
        await using var broken = await LoopbackServer.StartAsync("no", 500);
        var blind = await LookAsync(cluster, broken, memory);
        blind.Memory.Standing.ShouldBe(memory.Standing);
        blind.Gaps.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_asks_is_told_the_number_its_reason_and_how_good_the_past_was()
    {
        await using var cluster = await TestCluster.StartAsync();
        Annotate(cluster, ("threshold", "10"), ("maxReplicas", "20"));
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "request_rate", back => 60 + (30 * Math.Sin(2 * Math.PI * back.TotalDays))));

        var forecast = (await AskAsync(cluster, server, "cart")).Forecast.ShouldNotBeNull();

        forecast.Recommendation.IsFresh.ShouldBeTrue(forecast.Recommendation.Reason);
        forecast.Recommendation.Replicas.ShouldBe(6);
        forecast.Forecast.Bands.Count.ShouldBe(2);
        forecast.Forecast.Band(0.5).Values.Count.ShouldBe(24);
        forecast.Accuracy.ShouldNotBeNull().Relative.ShouldBeLessThan(0.5);
        (await AskAsync(cluster, server, "catalog")).Problem.ShouldBe("Deployment shop/catalog does not say what a replica carries: annotate it with autocura.io/threshold.");
        (await AskAsync(cluster, server, "nobody")).Problem.ShouldBe("There is no Deployment or StatefulSet shop/nobody.");
    }

    [Fact]
    public async Task What_stands_on_the_object_that_scales_it_holds_too()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Store.Create(new ObjectKey("keda.sh", "scaledobjects", "shop", "cart"), JsonNode.Parse("""
            {"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject","metadata":{"name":"cart","namespace":"shop","annotations":{"autocura.io/threshold":"10"}},
            "spec":{"scaleTargetRef":{"name":"cart"},"minReplicaCount":1,"maxReplicaCount":4,"triggers":[]}}
            """)!.AsObject(), Actor.ApiServer);
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "request_rate", _ => 55));

        (await AskAsync(cluster, server, "cart")).Forecast.ShouldNotBeNull().Recommendation.Replicas.ShouldBe(4);
    }

    [Fact]
    public async Task Without_numbers_the_replicas_stay_and_the_answer_says_why()
    {
        await using var cluster = await TestCluster.StartAsync();
        Annotate(cluster, ("threshold", "10"));
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, "none", _ => 0));

        var recommendation = (await AskAsync(cluster, server, "cart")).Forecast.ShouldNotBeNull().Recommendation;

        recommendation.IsFresh.ShouldBeFalse();
        recommendation.Replicas.ShouldBe(cluster.Store.Find(Cart)!["spec"]!["replicas"]!.GetValue<int>());
        recommendation.Reason.ShouldBe("no series of request_rate is of Deployment shop/cart: the number of replicas stays");
    }

    private static void Annotate(TestCluster cluster, params (string Name, string Value)[] annotations) => cluster.Store.Update(
        Cart,
        found =>
        {
            var all = found["metadata"]!["annotations"] as JsonObject ?? [];
            foreach (var (name, value) in annotations) all[$"autocura.io/{name}"] = value;
            found["metadata"]!["annotations"] = all.DeepClone();
            return found;
        },
        ApplicationInstallation.Developer("kubectl-annotate"));

    private static async Task<SweepReport> LookAsync(TestCluster cluster, LoopbackServer server, SweepMemory? memory = null)
    {
        using var source = Source(server, out var reach);
        var forecasts = new WorkloadForecasts(cluster.Clusters, new LoadReader(source, reach, new ScanOptions()), new ForecastInstruments(cluster.Time), cluster.Time);
        return await new ForecastScanner(cluster.Clusters, new CapacityLook(forecasts), new ExhaustionLook(source, reach, cluster.Time), cluster.Time)
            .LookAsync(new SweepRequest("test", memory ?? new SweepMemory()), new ForecastOptions(), WatchScope.Everything, CancellationToken.None);
    }

    private static async Task<ForecastAnswer> AskAsync(TestCluster cluster, LoopbackServer server, string name)
    {
        using var source = Source(server, out var reach);
        return await new WorkloadForecasts(cluster.Clusters, new LoadReader(source, reach, new ScanOptions()), new ForecastInstruments(cluster.Time), cluster.Time).AskAsync(null, "shop", name, CancellationToken.None);
    }

    private static PrometheusSource Source(LoopbackServer server, out MetricsReach reach)
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(server.Address) };
        reach = new MetricsReach("test", false);
        return new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
    }

    /// <summary>A series of the shop's cart for what is asked about, by how long ago; nothing for any other question.</summary>
    private static async Task AnswerAsync(HttpContext context, string about, Func<TimeSpan, double> value)
    {
        var form = await context.Request.ReadFormAsync();
        var isRange = context.Request.Path.Value!.EndsWith("query_range", StringComparison.Ordinal);
        var isAsked = form["query"].ToString().Contains(about == "request_rate" ? "http_requests_total" : about, StringComparison.Ordinal);
        var series = new JsonObject { ["metric"] = new JsonObject { ["namespace"] = "shop", ["service"] = "cart", ["pod"] = "cart-0" } };
        if (isRange)
        {
            var (start, end, step) = (Seconds(form["start"]!), Seconds(form["end"]!), Seconds(form["step"]!));
            series["values"] = new JsonArray([.. Enumerable.Range(0, (int)((end - start) / step) + 1).Select(index => (JsonNode)Point(start + (index * step), value(TimeSpan.FromSeconds(end - start - (index * step)))))]);
        }
        else
        {
            series["value"] = Point(0, value(TimeSpan.Zero));
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject { ["resultType"] = isRange ? "matrix" : "vector", ["result"] = isAsked ? new JsonArray(series) : new JsonArray() },
        });
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static JsonArray Point(double at, double value) => new(at, value.ToString(CultureInfo.InvariantCulture));
}
