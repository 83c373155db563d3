using Autocura.Incidents;
using Autocura.Metrics.Scraping;

namespace Autocura.Settings.Instances;

/// <summary>An Instance as its author wrote it: which language model may add to a diagnosis, what is watched, and how free the system is.</summary>
public sealed record Instance
{
    public required ObjectRef Ref { get; init; }

    public required string Uid { get; init; }

    public long Generation { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>OPENAI, CLAUDEAI, ... ; Deterministic asks none.</summary>
    public required string Provider { get; init; }

    public string Model { get; init; } = "";

    /// <summary>Empty: the provider's own.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The Secret with the provider's key, in the same namespace; empty for none.</summary>
    public string KeySecret { get; init; } = "";

    /// <summary>Null: the app's.</summary>
    public OperatingMode? Mode { get; init; }

    /// <summary>Null: watching is as the app's settings have it.</summary>
    public Watcher? Watcher { get; init; }

    /// <summary>Whether it names a language model at all.</summary>
    public bool AsksModel => Provider is not ("" or Deterministic);

    /// <summary>The provider that is none.</summary>
    internal const string Deterministic = "Deterministic";

    /// <summary>Whether its status says that it was found ready for what it says now.</summary>
    public bool WasReady { get; init; }
}

/// <summary>What is watched without an alert, how often, and how much is read.</summary>
public sealed record Watcher(bool IsEnabled, IReadOnlyList<WatchTarget> Targets)
{
    /// <summary>Null: it is no duration.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Null: it is no duration.</summary>
    public TimeSpan? Window { get; init; }

    public int MaxLogLines { get; init; } = 100;

    public int MaxContextChars { get; init; } = 32_000;
}

/// <summary>A Deployment to watch, and where its pods tell their numbers; port 0 for nowhere.</summary>
public sealed record WatchTarget(string Namespace, string Deployment)
{
    public int MetricsPort { get; init; }

    public string MetricsPath { get; init; } = "/metrics";

    /// <summary>Names of metrics to keep, with * as a wildcard; all when empty.</summary>
    public IReadOnlyList<string> MetricsFilter { get; init; } = [];

    /// <summary>Null: its pods are not asked for their numbers.</summary>
    internal ScrapeTarget? Scraped => MetricsPort > 0 ? new ScrapeTarget(Namespace, Deployment, MetricsPort, MetricsPath, MetricsFilter) : null;

    public override string ToString() => $"Deployment {Namespace}/{Deployment}";
}
