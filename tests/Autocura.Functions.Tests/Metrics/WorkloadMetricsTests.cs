using Autocura.Diagnosis;
using Autocura.Functions.Tests.Verification.Criteria;
using Autocura.Metrics;
using Autocura.Support;
using Autocura.Verification;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics;

public sealed class WorkloadMetricsTests
{
    private const string Nothing = """{"status":"success","data":{"resultType":"vector","result":[]}}""";

    [Fact]
    public async Task Services_are_measured_as_one_and_the_busy_one_counts_more()
    {
        await using var prometheus = await LoopbackServer.StartAsync(context => AnswerAsync(context, query => (query.Contains("\"cart\""), query.Contains("code=~")) switch
        {
            (true, false) => 9,
            (true, true) => 0,
            (false, false) => 1,
            (false, true) => 1,
        }));

        var evidence = await MeasureAsync(prometheus, Some.Evidence() with { Services = [Some.Service(), Some.Service("cart-internal")] });

        evidence.RequestRate.ShouldBe(10);
        evidence.ErrorRatio.ShouldBe(0.1);
        evidence.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_requests_there_is_neither_a_ratio_nor_a_gap()
    {
        await using var prometheus = await LoopbackServer.StartAsync(Nothing);

        var evidence = await MeasureAsync(prometheus, Some.Evidence());

        evidence.ErrorRatio.ShouldBeNull();
        evidence.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_does_not_answer_leaves_a_gap()
    {
        await using var prometheus = await LoopbackServer.StartAsync("out of order", status: 500);

        (await MeasureAsync(prometheus, Some.Evidence())).Gaps.ShouldHaveSingleItem().ShouldStartWith("metrics: ");
    }

    [Fact]
    public async Task Numbers_of_one_cluster_are_never_taken_for_anothers()
    {
        await using var prometheus = await LoopbackServer.StartAsync(context => AnswerAsync(context, _ => 0));
        using var source = Source(prometheus);
        var west = Some.Evidence() with { Workload = Some.Cart with { Cluster = "west" } };

        var apart = new ServiceLevelTemplates { RequestRate = "r{c=$cluster,n=$namespace,s=$service}", ErrorRatio = "e{c=$cluster,n=$namespace,s=$service}", Latency = "l{c=$cluster,n=$namespace,s=$service}" };
        apart.Problems().ShouldBeEmpty();
        apart.TellsClustersApart().ShouldBeTrue();
        new ServiceLevelTemplates().TellsClustersApart().ShouldBeFalse();
        new ServiceLevelQueries(apart).RequestRate("shop", "cart", TimeSpan.FromMinutes(1), "west").ShouldBe("r{c=\"west\",n=\"shop\",s=\"cart\"}");

        (await new WorkloadMetrics(source, new ServiceLevelQueries(new()), new MetricsReach("test", false)).AddToAsync(west, CancellationToken.None)).Gaps
            .ShouldBe(["metrics: The metrics source speaks of cluster test alone, and this is west: use $cluster in every query under Metrics:Queries."]);
        (await new WorkloadMetrics(source, new ServiceLevelQueries(apart), new MetricsReach("test", true)).AddToAsync(west, CancellationToken.None)).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_source_is_configured_nothing_is_missing()
    {
        var metrics = new WorkloadMetrics(new NoMetricSource(), new ServiceLevelQueries(new ServiceLevelTemplates()), new MetricsReach("test", false));

        (await metrics.AddToAsync(Some.Evidence(), CancellationToken.None)).Gaps.ShouldBeEmpty();
        var seen = await metrics.AddToAsync(SomeRecovery.Seen(), SomeRecovery.Request(), CancellationToken.None);
        seen.Traffic.State.ShouldBe(TrafficState.NotApplicable);
        seen.Alerts.ShouldHaveSingleItem().State.ShouldBe(AlertState.Unmeasurable);
    }

    [Theory]
    [InlineData("", AlertState.Clear)]
    [InlineData("""{"state":"firing","activeAt":"2030-01-15T11:00:00Z","labels":{"alertname":"KubePodNotReady","namespace":"shop"}}""", AlertState.Firing)]
    [InlineData("""{"state":"pending","activeAt":"2030-01-15T11:00:00Z","labels":{"alertname":"KubePodNotReady","namespace":"shop"}}""", AlertState.Pending)]
    [InlineData("""{"state":"firing","activeAt":"2030-01-15T11:00:00Z","labels":{"alertname":"KubePodNotReady","namespace":"other"}}""", AlertState.Clear)]
    public async Task Each_alert_that_is_not_resolved_is_asked_about(string active, AlertState expected)
    {
        var rules = """{"status":"success","data":{"groups":[{"rules":[{"name":"KubePodNotReady","type":"alerting","health":"ok","alerts":[ACTIVE]}]}]}}""".Replace("ACTIVE", active);
        await using var prometheus = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("rules") ? rules : Nothing));
        using var source = Source(prometheus);

        var seen = await Metrics(source).AddToAsync(SomeRecovery.Seen(), SomeRecovery.Request(), CancellationToken.None);

        seen.Alerts.ShouldHaveSingleItem().State.ShouldBe(expected);
    }

    [Fact]
    public async Task The_usual_share_of_failures_is_asked_for_before_the_trouble()
    {
        var onset = Some.Incident().Signals[0].Alert.StartsAt;
        var before = $"{onset.AddMinutes(-10).ToUnixTimeSeconds()}";
        await using var prometheus = await LoopbackServer.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            await context.Response.WriteAsync(Vector(!form["query"].ToString().Contains("code=~") ? 5 : form["time"] == before ? 0.02 : 0.4));
        });
        using var source = Source(prometheus);

        var seen = await Metrics(source).AddToAsync(SomeRecovery.Seen(), SomeRecovery.Request() with { Unresolved = [] }, CancellationToken.None);

        seen.Traffic.ShouldBe(new TrafficReading(TrafficState.Measured, "measured", ErrorRatio: 0.4, RequestsPerSecond: 5, Usual: 0.02));
    }

    private static async Task<Evidence> MeasureAsync(LoopbackServer prometheus, Evidence evidence)
    {
        using var source = Source(prometheus);
        return await Metrics(source).AddToAsync(evidence, CancellationToken.None);
    }

    private static async Task AnswerAsync(HttpContext context, Func<string, double> value) =>
        await context.Response.WriteAsync(Vector(value((await context.Request.ReadFormAsync())["query"].ToString())));

    private static string Vector(double value) => $$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"{{value}}"]}]} }""";

    private static WorkloadMetrics Metrics(IMetricSource source) => new(source, new ServiceLevelQueries(new ServiceLevelTemplates()), new MetricsReach("test", false));

    private static PrometheusSource Source(LoopbackServer server)
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(server.Address) };
        return new PrometheusSource(options, new BoundedHttp(options, new ManualTime()));
    }
}
