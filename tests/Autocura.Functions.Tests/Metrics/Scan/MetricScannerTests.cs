using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Metrics;
using Autocura.Metrics.Scan;
using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics.Scan;

/// <summary>Whole scans over HTTP, with a Prometheus that answers what a test says of two services.</summary>
public sealed class MetricScannerTests
{
    private readonly ManualTime time = new(Some.Noon);

    [Fact]
    public async Task Where_all_is_as_usual_a_scan_costs_nine_questions_and_says_nothing()
    {
        var prometheus = new Answers(time);
        await using var server = await LoopbackServer.StartAsync(prometheus.AnswerAsync);
        var asked = 0;
        for (var minute = 0; minute < 15; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            var report = await ScanAsync(server, new SweepMemory());
            (report.Memory.Standing.Count, report.Gaps.Count).ShouldBe((0, 0));
            asked += report.Cost.Requests;
        }

        asked.ShouldBe((15 * 9) + (2 * 4), "each of the two services has its turn once in a quarter of an hour, with four questions more");
    }

    [Fact]
    public async Task A_service_that_fails_is_announced_after_a_while_and_resolved_when_it_is_well_again()
    {
        var prometheus = new Answers(time) { FailsFrom = Some.Noon };
        await using var server = await LoopbackServer.StartAsync(prometheus.AnswerAsync);
        var memory = await PassAsync(server, new SweepMemory(), minutes: 1);
        memory.Outbox.ShouldBeEmpty("it has not lasted");

        memory = await PassAsync(server, memory, minutes: 4);
        var alert = memory.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem();
        (alert.Name, alert.Label("service"), alert.Label("namespace"), alert.Label("signal_type"), alert.Label("autocura_source")).ShouldBe(("ErrorsRising", "cart", "shop", "error_rate", "scan"));
        alert.Annotations[Alert.DetectorsAnnotation].ShouldStartWith("past ");

        memory = await PassAsync(server, memory, minutes: 90);
        memory.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem("it has become no past of its own");

        prometheus.FailsFrom = null;
        memory = await PassAsync(server, memory, minutes: 3);
        memory.Outbox.SelectMany(dispatch => dispatch.Alerts).Select(news => news.Status).ShouldBe([AlertStatus.Firing, AlertStatus.Resolved]);
        memory.Standing.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queue_that_grows_is_announced_for_the_workload_that_takes_its_messages()
    {
        var prometheus = new Answers(time) { QueueGrowsFrom = Some.Noon };
        await using var server = await LoopbackServer.StartAsync(prometheus.AnswerAsync);
        var memory = await PassAsync(server, new SweepMemory(), minutes: 8);
        var alert = memory.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem();
        (alert.Name, alert.Label("workload"), alert.Label("service"), alert.Label("namespace")).ShouldBe(("BacklogRising", "cart", null, "shop"));
        prometheus.Asked.ShouldContain(query => query.Contains("kafka_consumergroup_lag{namespace=~\"shop\",consumergroup=~\"cart\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_a_gap_and_nothing_is_reported_gone()
    {
        var prometheus = new Answers(time) { FailsFrom = Some.Noon };
        await using var server = await LoopbackServer.StartAsync(prometheus.AnswerAsync);
        var memory = await PassAsync(server, new SweepMemory(), minutes: 5);
        await using var broken = await LoopbackServer.StartAsync("no", 500);
        var report = await ScanAsync(broken, memory);
        report.Gaps.ShouldNotBeEmpty();
        report.Memory.Standing.ShouldBe(memory.Standing);
    }

    [Fact]
    public async Task Without_a_source_there_is_nothing_to_see()
    {
        using var detector = new RemoteDetector(new DetectorOptions(), time);
        var scanner = new MetricScanner(new NoMetricSource(), new MetricsReach("test", false), detector, time);
        (await scanner.ScanAsync(new SweepRequest("test", new SweepMemory()), new ScanTerms(new ScanOptions(), WatchScope.Everything), CancellationToken.None)).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_clusters_each_is_asked_about_by_its_label_and_its_alerts_carry_its_name()
    {
        var prometheus = new Answers(time) { FailsFrom = Some.Noon, OnlyWhere = "cluster=~\"(?i:west)\"" };
        await using var server = await LoopbackServer.StartAsync(prometheus.AnswerAsync);
        var reach = new MetricsReach("test", false) { HasSeveral = true };

        var (home, west) = (new SweepMemory(), new SweepMemory());
        for (var minute = 0; minute < 5; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            home = (await ScanAsync(server, home, reach)).Memory;
            west = (await ScanAsync(server, west, reach, "west")).Memory;
        }

        home.Standing.ShouldBeEmpty();
        west.Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem().Label("cluster").ShouldBe("west");
        prometheus.Asked.ShouldAllBe(query => query.Contains("cluster=~\"(?i:test)|\"") || query.Contains("cluster=~\"(?i:west)\""));
    }

    private async Task<SweepMemory> PassAsync(LoopbackServer server, SweepMemory memory, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            memory = (await ScanAsync(server, memory)).Memory;
        }

        return memory;
    }

    private async Task<SweepReport> ScanAsync(LoopbackServer server, SweepMemory memory, MetricsReach? reach = null, string cluster = "test")
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(server.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
        using var detector = new RemoteDetector(new DetectorOptions(), time);
        return await new MetricScanner(source, reach ?? new MetricsReach("test", false), detector, time).ScanAsync(new SweepRequest(cluster, memory), new ScanTerms(new ScanOptions(), WatchScope.Everything), CancellationToken.None);
    }

    /// <summary>Two services with 10 requests a second; of one of them half fail from some time on.</summary>
    private sealed class Answers(ManualTime time)
    {
        public DateTimeOffset? FailsFrom { get; set; }

        public DateTimeOffset? QueueGrowsFrom { get; init; }

        /// <summary>What a query must say to be answered with series.</summary>
        public string OnlyWhere { get; init; } = "";

        public ConcurrentBag<string> Asked { get; } = [];

        public async Task AnswerAsync(HttpContext context)
        {
            var form = await context.Request.ReadFormAsync();
            var query = form["query"].ToString();
            Asked.Add(query);
            var result = query.Contains("container_memory", StringComparison.Ordinal) || !query.Contains(OnlyWhere, StringComparison.Ordinal) ? []
                : context.Request.Path.Value!.EndsWith("query_range", StringComparison.Ordinal) ? Services(service => Range(query, service, form["start"]!, form["end"]!, form["step"]!))
                : Services(service => new JsonObject { ["value"] = Point(time.GetUtcNow(), Value(query, service, query.Contains("offset", StringComparison.Ordinal) ? DateTimeOffset.MinValue : time.GetUtcNow())) });
            await context.Response.WriteAsJsonAsync(new JsonObject
            {
                ["status"] = "success",
                ["data"] = new JsonObject { ["resultType"] = query.Length > 0 && context.Request.Path.Value!.EndsWith("query_range", StringComparison.Ordinal) ? "matrix" : "vector", ["result"] = result },
            });
        }

        private static JsonArray Services(Func<string, JsonObject> answer) => new([.. ((string[])["cart", "catalog"]).Select(service =>
        {
            var series = answer(service);
            series["metric"] = new JsonObject { ["namespace"] = "shop", ["service"] = service };
            return (JsonNode)series;
        })]);

        private JsonObject Range(string query, string service, string start, string end, string step)
        {
            var values = new JsonArray();
            for (var at = Seconds(start); at <= Seconds(end); at += Seconds(step))
            {
                var moment = DateTimeOffset.UnixEpoch.AddSeconds(at);
                values.Add(Point(moment, Value(query, service, moment)));
            }

            return new JsonObject { ["values"] = values };
        }

        private double Value(string query, string service, DateTimeOffset at) =>
            query.Contains("consumergroup_lag", StringComparison.Ordinal) ? (service == "cart" && at >= QueueGrowsFrom ? 400 * (1 + (at - QueueGrowsFrom.Value).TotalMinutes) : 3) :
            query.Contains("code=~", StringComparison.Ordinal) ? (service == "cart" && at >= FailsFrom ? 5 : 0) : query.Contains("histogram", StringComparison.Ordinal) ? 0.1 : 10;

        private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

        private static JsonArray Point(DateTimeOffset at, double value) => new(at.ToUnixTimeMilliseconds() / 1000.0, value.ToString(CultureInfo.InvariantCulture));
    }
}
