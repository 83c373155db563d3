using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Metrics.Scraping;
using Autocura.Settings.Instances;
using Autocura.Signals;

namespace Autocura.Settings;

/// <summary>The settings as they hold at one moment: the app's, with what the cluster lays over them.</summary>
public sealed record SettingsInEffect
{
    public required AutocuraOptions Options { get; init; }

    /// <summary>What the ConfigMap says.</summary>
    public SettingsOverlay Overlay { get; init; } = SettingsOverlay.None;

    /// <summary>The Instance that rules; null when there is none.</summary>
    public Instance? Instance { get; init; }

    /// <summary>What is watched without an alert.</summary>
    public WatchScope Scope { get; init; } = WatchScope.Everything;

    /// <summary>How much is read of a workload's own words.</summary>
    public EvidenceBudget Budget { get; init; } = EvidenceBudget.Usual;

    /// <summary>Why the ConfigMap or the Instances could not be read last; empty when they were.</summary>
    public string Gap { get; init; } = "";

    /// <summary>Everything that is wrong with what was written, a sentence for each.</summary>
    public IEnumerable<string> Problems => Overlay.Problems.Values;

    /// <summary>Where the pods of a workload tell their numbers; null where nobody has them asked.</summary>
    internal ScrapeTarget? ScrapeOf(WorkloadRef workload) => workload.Kind != "Deployment" || Instance?.Watcher is not { IsEnabled: true } watcher
        ? null
        : watcher.Targets.FirstOrDefault(target => target.Namespace == workload.Namespace && target.Deployment == workload.Name)?.Scraped;

    /// <summary>Each setting, in the order of the table.</summary>
    /// <param name="app">What is laid over.</param>
    /// <param name="map">The ConfigMap.</param>
    public IReadOnlyList<SettingReading> Readings(AutocuraOptions app, ObjectRef map) =>
    [
        .. SettingsTable.All.Select(setting =>
        {
            var isOverlaid = Overlay.Values.ContainsKey(setting.Name);
            return new SettingReading(setting.Name, setting.Component.Name, setting.Shown(Options), SourceOf(setting, isOverlaid ? $"{map}" : "the app's settings", app), Overlay.Problems.GetValueOrDefault(setting.Name, ""))
            {
                Unit = setting.Unit,
                Range = setting.Range,
                Meaning = setting.Meaning,
            };
        }),
    ];

    private string SourceOf(Setting setting, string otherwise, AutocuraOptions app) =>
        Instance is { } instance && setting.Shown(Options) != setting.Shown(Overlay.Over(app)) ? $"{instance.Ref}" : otherwise;
}
