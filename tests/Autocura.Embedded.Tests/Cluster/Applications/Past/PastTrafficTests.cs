using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Embedded.Tests.Cluster.Controllers;
using Autocura.Telemetry;

namespace Autocura.Embedded.Tests.Cluster.Applications.Past;

public sealed class PastTrafficTests
{
    private static readonly DateTimeOffset Opened = new(2026, 1, 5, 8, 0, 6, TimeSpan.Zero);

    [Fact]
    public void The_load_of_a_day_swings_around_its_peak_and_the_weekend_differs()
    {
        var curve = Curve("astronomy-shop", seed: 1);

        curve.Expected(At("2026-01-07T14:00:00Z")).ShouldBe(20 * 1.3, tolerance: 0.001);
        curve.Expected(At("2026-01-07T02:00:00Z")).ShouldBe(20 * 0.7, tolerance: 0.001);
        curve.Expected(At("2026-01-10T14:00:00Z")).ShouldBe(20 * 1.3 * 0.75, tolerance: 0.001);
    }

    [Fact]
    public void The_load_is_a_matter_of_the_seed_alone()
    {
        Curve("shop", seed: 1).At(1_767_600_000).ShouldBe(Curve("shop", seed: 1).At(1_767_600_000));
        Curve("shop", seed: 1).At(1_767_600_000).ShouldNotBe(Curve("shop", seed: 2).At(1_767_600_000));
    }

    [Fact]
    public void Seven_days_of_minutes_never_go_back()
    {
        var load = new PastLoad(Curve("shop", seed: 1), Opened);
        var minutes = load.Between(long.MinValue, long.MaxValue).ToList();

        minutes.Count.ShouldBe((7 * 24 * 60) + 1);
        minutes.Zip(minutes.Skip(1)).ShouldAllBe(pair => pair.Second.Requests > pair.First.Requests && pair.Second.Milliseconds == pair.First.Milliseconds + 60_000);
        minutes[^1].Requests.ShouldBeLessThanOrEqualTo(load.Total);
    }

    [Fact]
    public async Task The_live_counters_go_on_where_the_past_ends()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromSeconds(30), "astronomy-shop");
        var store = new SeriesStore(new SeriesLimits(), new PastRequests(() => cluster.Simulation.Traffic.Past, () => new Dictionary<string, string>()));
        for (var i = 0; i < 20; i++)
        {
            await cluster.RunAsync(TimeSpan.FromSeconds(15));
            store.Append("scrape", cluster.Time.GetUtcNow().ToUnixTimeMilliseconds(), cluster.Simulation.Exporter.Read().SelectMany(family => family.Samples).Select(Identified));
        }

        var now = cluster.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var engine = new QueryEngine(store);
        Value(engine, "sum(resets(http_requests_total{namespace=\"otel-demo\"}[1h])) + sum(resets(http_request_duration_seconds_bucket{namespace=\"otel-demo\"}[1h]))", now).ShouldBe(0);
        Value(engine, "sum(rate(http_requests_total{service=\"frontend-proxy\"}[10m]))", now).ShouldBe(20, tolerance: 3);
        Value(engine, "sum(rate(http_requests_total{service=\"frontend-proxy\"}[1h] offset 1d))", now).ShouldBe(20 * 0.75, tolerance: 2);
        Value(engine, "sum(increase(http_requests_total{service=\"checkout\",code=~\"5..\"}[6d])) / sum(increase(http_requests_total{service=\"checkout\"}[6d]))", now).ShouldBeLessThan(0.005);
        Value(engine, "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service=\"frontend\"}[1h] offset 3d)))", now).ShouldBeInRange(0.02, 0.3);
    }

    [Fact]
    public async Task As_open_metrics_text_every_series_is_in_order_of_time_and_the_file_ends()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromSeconds(30), "shop");
        var text = new StringWriter();

        await OpenMetricsHistory.WriteAsync(text, cluster.Simulation.Traffic.Past, TimeSpan.FromHours(1));

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var families = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        families.ShouldBeUnique();
        families.ShouldContain("# TYPE http_requests counter");
        families.ShouldContain("# TYPE apiserver_request counter");
        lines[^1].ShouldBe("# EOF");
        var series = lines.Where(line => line[0] != '#').Select(line => line.Split(' ')).GroupBy(parts => parts[0]).ToList();
        series.Select(points => points.Count()).Distinct().ShouldBe([(7 * 24) + 1]);
        foreach (var points in series)
        {
            points.Select(parts => long.Parse(parts[2])).ShouldBeInOrder();
            points.Select(parts => double.Parse(parts[1])).ShouldBeInOrder();
        }
    }

    private static LoadCurve Curve(string application, int seed) => new(ApplicationCatalog.Load().Find(application), new Chance(seed));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static double Value(QueryEngine engine, string query, long at) => ((Value.Vector)engine.Instant(Parser.Parse(query), at)).Elements.ShouldHaveSingleItem().Value;

    private static KeyValuePair<LabelSet, double> Identified(MetricSample sample) =>
        new(LabelSet.From([.. sample.Labels, new(LabelSet.MetricName, sample.Name)]), sample.Value);
}
