using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios.Catalogue;

/// <summary>The alerting rules of infra/monitoring over the metrics of a cluster, evaluated whenever it is told to look; without server and timers.</summary>
internal sealed class Monitoring
{
    private static readonly Dictionary<string, string> Target = new() { ["job"] = "autocura-cluster" };
    private static readonly string RuleText = EmbeddedRules.Demo.Values.Single();

    private readonly SeriesStore series = new(new SeriesLimits());
    private readonly Scraper scraper;
    private readonly List<RuleEvaluator> groups;

    public Monitoring(Func<IEnumerable<MetricFamily>> collect)
    {
        // Only what a rule reads is kept: the alerts are the same, and a scenario takes half the time.
        scraper = new Scraper(series, () => collect().Where(family => RuleText.Contains(family.Name, StringComparison.Ordinal)), Target, NullLogger.Instance);
        var engine = new QueryEngine(series);
        groups = [.. RuleFile.Parse(RuleText, "rules.demo.yaml").Select(group => new RuleEvaluator(group, engine, series, (_, _) => { }))];
    }

    /// <summary>Scrapes and evaluates.</summary>
    public void Look(DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        scraper.Scrape(at);
        foreach (var group in groups)
        {
            group.Evaluate(at);
        }

        if (groups.SelectMany(group => group.Standings()).FirstOrDefault(rule => rule.LastError is not null) is { } failed)
        {
            throw new InvalidOperationException($"The rule {failed.Rule.Name} cannot be evaluated: {failed.LastError}");
        }
    }

    /// <summary>The alerts that fire, with their labels.</summary>
    public IEnumerable<LabelSet> Firing() => groups
        .SelectMany(group => group.Standings())
        .SelectMany(rule => rule.Alerts)
        .Where(alert => alert.State == AlertState.Firing)
        .Select(alert => alert.Labels);
}
