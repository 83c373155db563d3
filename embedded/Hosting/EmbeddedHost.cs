using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Telemetry;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>
/// The whole system in one process: the function app on its durable engine and, unless a real cluster is named, a simulated cluster with
/// a shop in it and the metrics back end that watches both. What it is told survives a kill; a start on the same folder goes on.
/// </summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly ILoggerFactory loggers;
    private readonly FileOwnership folder;

    private EmbeddedHost(FunctionHost functions, SimulatedCluster? cluster, MetricsBackend? metrics, ILoggerFactory loggers, FileOwnership folder)
    {
        this.folder = folder;
        Functions = functions;
        Cluster = cluster;
        Metrics = metrics;
        this.loggers = loggers;
    }

    public FunctionHost Functions { get; }

    /// <summary>Null where a real cluster is used.</summary>
    public SimulatedCluster? Cluster { get; }

    /// <summary>Null where a real cluster is used.</summary>
    public MetricsBackend? Metrics { get; }

    public DurableEngine Engine => Functions.Services.GetRequiredService<DurableEngine>();

    public Uri Url => Functions.Url;

    /// <summary>Starts everything, or nothing: what was started when something fails is stopped again.</summary>
    public static async Task<EmbeddedHost> StartAsync(EmbeddedHostOptions options, TimeProvider time)
    {
        var file = HostFile.Read(options.HostFile);
        await using var started = new StartedParts();
        var levels = new LogLevels();
        var loggers = started.Add(HostLogging.Create(file, new ConfigurationBuilder().AddHost(options.SettingsFile, options.UseEnvironment, options.Settings).Build(), levels, options.Logging));
        Tell(file, loggers.CreateLogger("Host"));

        var port = started.Add(ReservedPort.Take(options.Address, options.Port));
        // A second host on the folder must not so much as start its cluster there.
        var folder = started.Add(FileOwnership.Take(Path.Combine(Path.GetFullPath(options.DataFolder), "host"), options.DataFolder));
        var cluster = options.Kubeconfig is null ? started.Add(await SimulatedCluster.StartAsync(options, time, loggers)) : null;
        FunctionHost? functions = null;
        var key = new SimulationKey();
        var metrics = cluster is null ? null : started.Add(await MetricsBackend.StartAsync(MetricsOptions(options, port.Url, key, OfEngine) with { Past = () => cluster.Simulation.Traffic.Past }, cluster.Exporter.Read, time, loggers));
        if (cluster is not null) cluster.Simulation.Prometheus = metrics;
        var parts = EmbeddedHostParts.Functions(options, file, port, cluster, metrics) with { Loggers = loggers };
        functions = await FunctionHost.StartAsync(parts with { Configure = Introducing(metrics is null ? null : key, levels, parts.Configure) }, time);
        started.Keep();
        return new EmbeddedHost(functions, cluster, metrics, loggers, folder);

        // The engine starts after the back end, which has nothing of it to show until then.
        IEnumerable<MetricFamily> OfEngine() => functions?.Services.GetRequiredService<EngineReadings>().Read() ?? [];
    }

    /// <summary>Completes when nothing runs anywhere and only timers are pending.</summary>
    public async Task WhenIdleAsync()
    {
        // Work passes from part to part, so the last to become idle may have woken the first again.
        while (true)
        {
            var parts = new[] { Engine.WhenIdleAsync(), Functions.WhenIdleAsync(), Cluster?.WhenIdleAsync() ?? Task.CompletedTask, Metrics?.WhenIdleAsync() ?? Task.CompletedTask };
            if (parts.All(part => part.IsCompletedSuccessfully)) return;
            await Task.WhenAll(parts);
        }
    }

    /// <summary>Stops in order: requests, timers and activities under way may finish until patience is over; then what the app stood on.</summary>
    public Task StopAsync(CancellationToken patience) => Functions.StopAsync(patience);

    public async ValueTask DisposeAsync()
    {
        // Who sends is stopped before who receives: nobody should see a request of a dying part fail.
        if (Metrics is not null) await Metrics.DisposeAsync();
        await Functions.DisposeAsync();
        if (Cluster is not null) await Cluster.DisposeAsync();
        loggers.Dispose();
        folder.Dispose();
    }

    private static Action<FunctionsApplicationBuilder> Introducing(SimulationKey? key, LogLevels levels, Action<FunctionsApplicationBuilder> configure) => app =>
    {
        app.Services.AddSingleton(levels);
        key?.Introduce(app.Configuration);
        configure(app);
    };

    private static void Tell(HostFile file, ILogger logger)
    {
        foreach (var note in file.Notes) logger.LogInformation("{Note}", note);
        foreach (var warning in file.Warnings) logger.LogWarning("{Warning}", warning);
    }

    private static MetricsBackendOptions MetricsOptions(EmbeddedHostOptions options, Uri functions, SimulationKey key, Func<IEnumerable<MetricFamily>> ofProcess) => options.ConfigureMetrics(new MetricsBackendOptions
    {
        Port = options.MetricsPort,
        Notifier = options.Prometheus is null ? new NotifierOptions { Webhook = new Uri(functions, "api/alerts"), Headers = key.Headers } : null,
        OfProcess = ofProcess,
    });
}
