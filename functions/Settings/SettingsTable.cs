using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Telemetry;

namespace Autocura.Settings;

/// <summary>
/// Every setting that the ConfigMap may hold. The names are those of the plan this system follows; docs/settings.md shows the same table to people.
/// </summary>
public static class SettingsTable
{
    public static readonly IReadOnlyList<Setting> All = [.. OfGlobal(), .. OfMonitoring(), .. OfDiagnosis(), .. OfPlanning(), .. OfObservability()];

    private static IEnumerable<Setting> OfGlobal() =>
    [
        Setting.Number("metrics_interval", new(15, 3600), options => options.Scan.Every.TotalSeconds, (options, value) => options with { Scan = options.Scan with { Every = Seconds(value) } })
            with { Component = Component.Global, Unit = "seconds", Meaning = "Time between two looks at the golden signals of every service." },
        Setting.Word("log_level", options => options.Telemetry.LogLevel.ToUpperInvariant(), (options, text) => TelemetryOptions.LevelOf(text) is null ? null : options with { Telemetry = options.Telemetry with { LogLevel = text } })
            with { Component = Component.Global, Range = "TRACE, DEBUG, INFO, WARN or ERROR", Meaning = "The least severe messages that are logged; where nothing is said, as the host is set up." },
        Setting.Word("enable_tracing", options => options.Telemetry.EnableTracing switch { true => "true", false => "false", null => "" }, (options, text) => bool.TryParse(text, out var isOn) ? options with { Telemetry = options.Telemetry with { EnableTracing = isOn } } : null)
            with { Component = Component.Global, Range = "true or false", Meaning = "Whether traces are sent; where nothing is said, as the host is set up." },
        Setting.Word("tracing_endpoint", options => options.Telemetry.TracingEndpoint, (options, text) => TelemetryOptions.IsAddress(text) ? options with { Telemetry = options.Telemetry with { TracingEndpoint = text } } : null)
            with { Component = Component.Global, Range = "an http or https address", Meaning = "Where traces are sent; where nothing is said, as the host is set up." },
    ];

    private static IEnumerable<Setting> OfMonitoring() =>
    [
        Setting.Number("collection_interval", new(15, 3600), options => options.Sweep.Every.TotalSeconds, (options, value) => options with { Sweep = options.Sweep with { Every = Seconds(value) } })
            with { Component = Component.Monitoring, Unit = "seconds", Meaning = "Time between two looks at the objects of a cluster." },
        Setting.Number("retention_period_days", new(1, 365), options => options.Retention.UnroutedDays, (options, value) => options with { Retention = options.Retention with { UnroutedDays = (int)value } })
            with { Component = Component.Monitoring, Unit = "days", Meaning = "How long an Anomaly is kept that belongs to no incident." },
        Setting.Number("anomaly_detection_sensitivity", new(0, 1, IsWhole: false), options => options.Scan.Sensitivity, (options, value) => options with { Scan = options.Scan with { Sensitivity = value } })
            with { Component = Component.Monitoring, Meaning = "How small a deviation of a service from its own past is reported: 0 only the largest, 1 also small ones." },
    ];

    private static IEnumerable<Setting> OfDiagnosis() =>
    [
        Setting.Number("model_update_interval", new(60, 604_800), options => options.Training.UpdateInterval.TotalSeconds, (options, value) => options with { Training = options.Training with { UpdateInterval = Seconds(value) } })
            with { Component = Component.Diagnosis, Unit = "seconds", Meaning = "Time between two trainings of a model of a workload." },
        Setting.Number("confidence_threshold", new(0.5, 0.99, IsWhole: false), options => options.Planning.ConfidenceThreshold, (options, value) => options with { Planning = options.Planning with { ConfidenceThreshold = value } })
            with { Component = Component.Diagnosis, Meaning = "The probability that the most probable cause must have before anything is changed for it." },
        Setting.Number("max_diagnosis_depth", new(1, 10), options => options.MaxDiagnosisDepth, (options, value) => options with { MaxDiagnosisDepth = (int)value })
            with { Component = Component.Diagnosis, Unit = "workloads", Meaning = "How many workloads a diagnosis follows from one to the next, the first included." },
    ];

    private static IEnumerable<Setting> OfPlanning() =>
    [
        Setting.Switch("action_validation_enabled", options => options.Planning.ActionValidationEnabled, (options, value) => options with { Planning = options.Planning with { ActionValidationEnabled = value } })
            with { Component = Component.Planning, Meaning = "Whether each candidate is simulated before one is chosen. The guardrails judge every plan all the same." },
        Setting.Number("simulation_iterations", new(10, 100_000), options => options.Planning.SimulationIterations, (options, value) => options with { Planning = options.Planning with { SimulationIterations = (int)value } })
            with { Component = Component.Planning, Unit = "futures", Meaning = "How many futures of each candidate are simulated." },
        Setting.Number("risk_threshold", new(0, 1, IsWhole: false), options => options.Planning.RiskThreshold, (options, value) => options with { Planning = options.Planning with { RiskThreshold = value } })
            with { Component = Component.Planning, Meaning = "A candidate that makes it worse in a larger share of its futures is out." },
    ];

    private static IEnumerable<Setting> OfObservability() =>
    [
        Setting.Number("dashboard_refresh_rate", new(1, 3600), options => options.DashboardRefreshEvery.TotalSeconds, (options, value) => options with { DashboardRefreshEvery = Seconds(value) })
            with { Component = Component.Observability, Unit = "seconds", Meaning = "Time between two refreshes of the dashboard." },
        Setting.Number("history_max_days", new(1, 3650), options => options.Retention.HistoryDays, (options, value) => options with { Retention = options.Retention with { HistoryDays = (int)value } })
            with { Component = Component.Observability, Unit = "days", Meaning = "How long the record of a finished incident is kept." },
        Setting.Word("alert_channels", options => options.Notifications.Channels, (options, text) => IsChannels(text) ? options with { Notifications = options.Notifications with { Channels = text } } : null)
            with { Component = Component.Observability, Range = "slack, teams, email, pagerduty and webhook, separated by commas, or none", Meaning = "Where people are told of incidents; where nothing is said, by every way that the app is set up for." },
    ];

    private static bool IsChannels(string text) => ChannelNames.Read(text) is var named && named.All(NotificationOptions.Known.Contains) && (named.Count > 0 || text == NoticeRoutes.Nobody);

    private static TimeSpan Seconds(double value) => TimeSpan.FromSeconds(value);
}
