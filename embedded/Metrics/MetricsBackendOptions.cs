using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>How the embedded metrics back end runs.</summary>
public sealed record MetricsBackendOptions
{
    /// <summary>Port on the loopback interface; 0 lets the system choose.</summary>
    public int Port { get; init; } = 7073;

    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Who is told of alerts; null evaluates the rules and tells nobody.</summary>
    public NotifierOptions? Notifier { get; init; }

    /// <summary>Rule files by name, in Prometheus's format; the demonstration's own by default.</summary>
    public IReadOnlyDictionary<string, string> RuleFiles { get; init; } = EmbeddedRules.Demo;

    /// <summary>What /metrics shows beside what is scraped: the process itself. It is not kept here, as nothing here asks for it.</summary>
    public Func<IEnumerable<MetricFamily>> OfProcess { get; init; } = () => [];

    /// <summary>What was counted before the first scrape.</summary>
    internal Func<IReadOnlyList<PastTraffic>> Past { get; init; } = () => [];

    /// <summary>Series that are kept at most; null: as many as a cluster of the simulation's own size has.</summary>
    internal int? MaxSeries { get; init; }

    internal SeriesLimits Limits => new()
    {
        MaxSeries = MaxSeries ?? new SeriesLimits().MaxSeries,
        Retention = Retention,
        MaxPointsPerSeries = (int)Math.Ceiling(Retention / ScrapeInterval),
    };
}
