using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Api;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Support.Catalogue;

/// <summary>
/// The alerting rules of infra/monitoring over the metrics of a cluster, evaluated whenever it is told to look, without timers; and, where it is served, the
/// Prometheus API over them.
/// </summary>
internal sealed class Monitoring : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Target = new() { ["job"] = "autocura-cluster" };
    private static readonly string RuleText = EmbeddedRules.Demo.Values.Single();

    private readonly SeriesStore series;
    private readonly QueryEngine engine;
    private readonly Scraper scraper;
    private readonly List<RuleEvaluator> groups;
    private MetricsServer? server;

    private Monitoring(SeriesStore series, Func<IEnumerable<MetricFamily>> collect)
    {
        this.series = series;
        scraper = new Scraper(series, collect, Target, NullLogger.Instance);
        engine = new QueryEngine(series);
        groups = [.. RuleFile.Parse(RuleText, "rules.demo.yaml").Select(group => new RuleEvaluator(group, engine, series, (_, _) => { }))];
    }

    /// <summary>Where it is served; null where it is not.</summary>
    public Uri? Address => server?.Address;

    /// <summary>Only what a rule reads is kept: the alerts are the same, and a scenario takes half the time.</summary>
    public static Monitoring OfRules(Simulation simulation) => new(
        new SeriesStore(new SeriesLimits()),
        () => simulation.Exporter.Read().Where(family => RuleText.Contains(family.Name, StringComparison.Ordinal)));

    /// <summary>All metrics, with the past of the requests, served on a free port.</summary>
    public static async Task<Monitoring> ServeAsync(Simulation simulation, TimeProvider time)
    {
        var monitoring = new Monitoring(new SeriesStore(new SeriesLimits(), new PastRequests(() => simulation.Traffic.Past, () => Target)), simulation.Exporter.Read);
        monitoring.server = await MetricsServer.StartAsync(0, router => monitoring.Map(router, time), simulation.Exporter.Read, CancellationToken.None);
        return monitoring;
    }

    /// <summary>Scrapes and evaluates.</summary>
    public void Look(DateTimeOffset now)
    {
        Scrape(now);
        var at = now.ToUnixTimeMilliseconds();
        foreach (var group in groups)
        {
            group.Evaluate(at);
        }

        if (groups.SelectMany(group => group.Standings()).FirstOrDefault(rule => rule.LastError is not null) is { } failed)
        {
            throw new InvalidOperationException($"The rule {failed.Rule.Name} cannot be evaluated: {failed.LastError}");
        }
    }

    /// <summary>Keeps what the metrics say now, and evaluates nothing.</summary>
    public void Scrape(DateTimeOffset now) => scraper.Scrape(now.ToUnixTimeMilliseconds());

    /// <summary>The alerts that fire.</summary>
    public IEnumerable<RuleAlert> Firing() => groups
        .SelectMany(group => group.Standings())
        .SelectMany(rule => rule.Alerts)
        .Where(alert => alert.State == AlertState.Firing);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Map(ApiRouter router, TimeProvider time)
    {
        new QueryRoutes(engine, time).Map(router);
        new SeriesRoutes(series).Map(router);
        new RuleRoutes(groups).Map(router);
    }
}
