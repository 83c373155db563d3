using Autocura.Embedded.Metrics.Api;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// Stands where Prometheus and Alertmanager stand in production: scrapes the simulated cluster's metrics, answers the Prometheus API, evaluates
/// alerting rules and posts webhooks. It moves only when its <see cref="TimeProvider"/> does.
/// </summary>
public sealed class MetricsBackend : IPrometheus, IAsyncDisposable
{
    private readonly MetricsBackendOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Busyness busyness = new();
    private readonly SeriesStore store;
    private readonly QueryEngine engine;
    private readonly List<RuleEvaluator> groups;
    private readonly Notifier? notifier;
    private readonly List<IDisposable> beats = [];
    private MetricsServer? server;

    private MetricsBackend(MetricsBackendOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (this.options, this.time) = (options, time);
        logger = loggers.CreateLogger("Autocura.Metrics");
        store = new SeriesStore(options.Limits, new PastRequests(options.Past, () => Target));
        engine = new QueryEngine(store);
        notifier = options.Notifier is { } notify
            ? new Notifier(notify, new WebhookClient(notify, () => Address, new SocketsHttpHandler(), time), time, busyness, logger)
            : null;
        groups = [.. options.RuleFiles
            .SelectMany(file => RuleFile.Parse(file.Value, file.Key))
            .Select(group => new RuleEvaluator(group, engine, store, Notify))];
    }

    /// <summary>Where the server listens.</summary>
    public Uri Address => server?.Address ?? throw new InvalidOperationException("The metrics back end is not started.");

    /// <summary>Starts the server, takes the first scrape and evaluates the rules; from then on everything follows the clock.</summary>
    public static async Task<MetricsBackend> StartAsync(
        MetricsBackendOptions options, Func<IEnumerable<MetricFamily>> collect, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        var backend = new MetricsBackend(options, time, loggers);
        backend.server = await MetricsServer.StartAsync(options.Port, backend.Map, () => collect().Concat(options.OfProcess()), cancellationToken);
        backend.Run(collect);
        return backend;
    }

    /// <summary>Completes when nothing is scraped, evaluated or posted, and only timers are pending.</summary>
    public Task WhenIdleAsync() => busyness.WhenIdleAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        beats.ForEach(beat => beat.Dispose());
        notifier?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private Dictionary<string, string> Target => new() { ["job"] = "autocura-cluster", ["instance"] = Address.Authority };

    IReadOnlyList<double>? IPrometheus.Ask(string query, DateTimeOffset at)
    {
        try
        {
            return engine.Instant(Parser.Parse(query), at.ToUnixTimeMilliseconds()) switch
            {
                Value.Vector vector => [.. vector.Elements.Select(element => element.Value)],
                Value.Scalar scalar => [scalar.Number],
                _ => null,
            };
        }
        catch (QueryException)
        {
            return null;
        }
    }

    private void Map(ApiRouter router)
    {
        new HistoryRoute(options.Past).Map(router);
        new QueryRoutes(engine, time).Map(router);
        new SeriesRoutes(store).Map(router);
        new RuleRoutes(groups).Map(router);
    }

    private void Run(Func<IEnumerable<MetricFamily>> collect)
    {
        var scraper = new Scraper(store, collect, Target, logger);
        beats.Add(new PeriodicWork(time, options.ScrapeInterval, scraper.Scrape, busyness));
        beats.Add(new PeriodicWork(time, options.Retention / 10, _ => store.Trim(), busyness));
        beats.AddRange(groups.Select(group => new PeriodicWork(time, group.Group.Interval, group.Evaluate, busyness)));
    }

    private void Notify(RuleAlert alert, AlertingRule rule) => notifier?.Accept(new NotifiedAlert(
        alert.Labels,
        alert.Annotations,
        DateTimeOffset.FromUnixTimeMilliseconds(alert.FiredAt ?? alert.ActiveAt),
        alert.ResolvedAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
        $"{Address}graph?g0.expr={Uri.EscapeDataString(rule.Query)}&g0.tab=1"));
}
