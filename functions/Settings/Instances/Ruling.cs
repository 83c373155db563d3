using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Signals;

namespace Autocura.Settings.Instances;

/// <summary>Which of several Instances rules, and what it changes.</summary>
internal static class Ruling
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPast = TimeSpan.FromDays(1);

    /// <summary>The oldest that is ready; where none is, the oldest: what it says about watching and about the mode holds all the same. Null: there is none.</summary>
    public static Instance? Of(IEnumerable<Instance> instances) =>
        instances.OrderByDescending(one => one.WasReady).ThenBy(one => one.CreatedAt).ThenBy(one => $"{one.Ref}", StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The settings as the Instance has them. Its mode may only lower the app's.</summary>
    public static SettingsInEffect Over(SettingsInEffect settings, Instance instance)
    {
        var options = settings.Options with { Mode = Lower(settings.Options.Mode, instance.Mode) };
        return instance.Watcher is not { } watcher
            ? settings with { Options = options, Instance = instance }
            : settings with
            {
                Instance = instance,
                Options = options with
                {
                    Sweep = options.Sweep with { Every = Within(watcher.Interval ?? options.Sweep.Every, Shortest, Longest) },
                    Scan = options.Scan with
                    {
                        Every = Within(watcher.Interval ?? options.Scan.Every, Shortest, Longest),
                        Past = Within(watcher.Window ?? options.Scan.Past, 4 * options.Scan.Window, LongestPast),
                    },
                },
                Scope = new WatchScope(!watcher.IsEnabled, [.. watcher.Targets.Select(target => new WatchedWorkload(target.Namespace, target.Deployment))]),
                Budget = new EvidenceBudget(watcher.MaxLogLines, watcher.MaxLogLines, Math.Min(EvidenceBounds.Own, watcher.MaxContextChars)),
            };
    }

    private static string Lower(string ceiling, OperatingMode? asked) =>
        asked is { } mode && mode < Enum.Parse<OperatingMode>(ceiling, ignoreCase: true) ? mode.ToString() : ceiling;

    private static TimeSpan Within(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
