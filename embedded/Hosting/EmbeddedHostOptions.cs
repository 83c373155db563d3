using System.Net;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Metrics;
using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>How the whole system is started in one process. The defaults are those of <c>dotnet run --project embedded</c>.</summary>
internal sealed record EmbeddedHostOptions
{
    public const int DefaultPort = 7071;
    public const int DefaultClusterPort = 7072;
    public const int DefaultMetricsPort = 7073;

    public static readonly IReadOnlyList<string> DefaultApplications = [ApplicationCatalog.Default];

    /// <summary>Where the functions are served; 0 takes a free port, here and below.</summary>
    public int Port { get; init; } = DefaultPort;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Where the simulated cluster's API server listens.</summary>
    public int ClusterPort { get; init; } = DefaultClusterPort;

    /// <summary>Where the embedded metrics back end listens.</summary>
    public int MetricsPort { get; init; } = DefaultMetricsPort;

    /// <summary>Changes how the simulation's metrics are kept and ruled on: points that are further apart may be kept longer.</summary>
    public Func<MetricsBackendOptions, MetricsBackendOptions> ConfigureMetrics { get; init; } = metrics => metrics;

    /// <summary>A Prometheus of the user's own that watches the simulated cluster; null: the embedded one, which also alerts.</summary>
    public Uri? Prometheus { get; init; }

    /// <summary>Everything that must survive a restart is in here.</summary>
    public string DataFolder { get; init; } = ".autocura";

    /// <summary>A real cluster's kubeconfig. Without one a cluster is simulated.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context of that kubeconfig; null takes its current one.</summary>
    public string? Context { get; init; }

    /// <summary>How much may be done without asking; null: whatever the settings say, else everything in the simulation and nothing on a real cluster.</summary>
    public OperatingMode? Mode { get; init; }

    /// <summary>Where all chance of the simulation comes from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The applications that run in the simulated cluster, by name.</summary>
    public IReadOnlyList<string> Applications { get; init; } = DefaultApplications;

    /// <summary>The images and applications that there are; null: those that come with the program.</summary>
    internal SimulatedWorld? World { get; init; }

    public string HostFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>Null for none.</summary>
    public string? SettingsFile { get; init; } = "local.settings.json";

    /// <summary>Whether settings in the environment count; a test leaves them out.</summary>
    public bool UseEnvironment { get; init; } = true;

    /// <summary>Settings that win over those of file and environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Adds to the app, after its own composition: a test's recorder in place of a notifier, for example.</summary>
    public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };

    public Action<ILoggingBuilder> Logging { get; init; } = _ => { };

    /// <summary>Replays every orchestrator from its first event at every await, as tests do.</summary>
    public bool Paranoid { get; init; }
}
