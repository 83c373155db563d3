using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Settings.Instances;
using Microsoft.Extensions.Logging;

namespace Autocura.Settings;

/// <summary>
/// The settings that may change while the system runs: those of the app, with what the ConfigMap in the system's own namespace and the ruling Instance lay over them. They are read anew at most
/// once in an interval, by whoever asks first after it. What cannot be read, and what makes no sense, leaves what held before, and is said by name.
/// </summary>
public sealed partial class LiveSettings(IClusters clusters, LedgerOptions ledger, AutocuraOptions app, TimeProvider time, ILogger<LiveSettings> logger)
{
    public const string Name = "autocura-cognitiva-config";

    /// <summary>For so long what was read is good: a change takes effect within this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, SettingsInEffect Settings)? read;
    private Action<AutocuraOptions> watchers = _ => { };

    /// <summary>The ConfigMap, in the home cluster.</summary>
    public ObjectRef Ref => Kinds.ConfigMap.Ref(ledger.Namespace, Name);

    /// <summary>Tells <paramref name="watcher"/> the options each time that they have been read; it may neither wait nor throw.</summary>
    public void Watch(Action<AutocuraOptions> watcher) => watchers += watcher;

    /// <summary>The settings as they hold now.</summary>
    public async Task<SettingsInEffect> ReadAsync(CancellationToken cancellationToken)
    {
        if (read is { } known && time.GetUtcNow() - known.At < Interval)
        {
            return known.Settings;
        }

        var before = read?.Settings ?? new SettingsInEffect { Options = app };
        var (settings, map) = await TryReadAsync(before, cancellationToken);
        read = (time.GetUtcNow(), settings);
        watchers(settings.Options);
        await TellAsync(before, settings, map, cancellationToken);
        return settings;
    }

    /// <summary>Each setting as it holds now, with who says so and what is wrong.</summary>
    public async Task<SettingsView> ViewAsync(CancellationToken cancellationToken)
    {
        var settings = await ReadAsync(cancellationToken);
        return new SettingsView($"{Ref}", [.. settings.Problems.Concat([settings.Gap]).Where(problem => problem.Length > 0)], settings.Readings(app, Ref));
    }

    private async Task<(SettingsInEffect Settings, JsonObject? Map)> TryReadAsync(SettingsInEffect before, CancellationToken cancellationToken)
    {
        var (overlay, map, gap) = await TryAsync($"{Ref}", before.Overlay, OverlayAsync, cancellationToken);
        var (instance, _, unlisted) = await TryAsync("The Instances", before.Instance, InstanceAsync, cancellationToken);
        var settings = new SettingsInEffect { Options = overlay!.Over(app), Overlay = overlay, Gap = $"{gap} {unlisted}".Trim() };
        return (instance is null ? settings : Ruling.Over(settings, instance), map);

        async Task<(SettingsOverlay?, JsonObject?)> OverlayAsync(CancellationToken token)
        {
            var found = await clusters.Home.FindAsync(Ref, token);
            var entries = found?["data"] is JsonObject data ? data.ToDictionary(entry => entry.Key, entry => $"{entry.Value}") : [];
            return (SettingsOverlay.Read(entries, before.Overlay, app), found);
        }
    }

    private async Task<(Instance?, JsonObject?)> InstanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (Ruling.Of((await clusters.Home.ListAsync(Kinds.Instance, new ListQuery(), cancellationToken)).Select(InstanceReader.Read)), null);
        }
        catch (ClusterException unknown) when (unknown.IsNotFound)
        {
            return default; // the kind is not installed: there is none
        }
    }

    /// <summary>What was read, or what held before and why it still does.</summary>
    private async Task<(T? Read, JsonObject? Map, string Gap)> TryAsync<T>(string what, T? before, Func<CancellationToken, Task<(T?, JsonObject?)>> read, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var (found, map) = await read(either.Token);
            return (found, map, "");
        }
        catch (ClusterException refused)
        {
            return (before, null, $"{what} cannot be read ({refused.Reason}: {refused.Message}); what held before goes on.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (before, null, $"{what} cannot be read (no answer within {Patience.TotalSeconds:0} s); what held before goes on.");
        }
    }

    /// <summary>Says once what has become wrong: in the log, and beside the ConfigMap where its author looks.</summary>
    private async Task TellAsync(SettingsInEffect before, SettingsInEffect now, JsonObject? map, CancellationToken cancellationToken)
    {
        if (now.Gap.Length > 0 && before.Gap.Length == 0)
        {
            LogUnread(now.Gap);
        }

        foreach (var problem in now.Problems.Except(before.Problems).ToList())
        {
            LogProblem($"{Ref}", problem);
            if (map is not null && await SettingsEvents.WriteAsync(clusters.Home, map, problem, time.GetUtcNow(), cancellationToken) is { } refused)
            {
                LogUntold($"{Ref}", refused);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Settings: {Gap}")]
    private partial void LogUnread(string gap);

    [LoggerMessage(LogLevel.Warning, "Settings in {Map}: {Problem} What held before goes on")]
    private partial void LogProblem(string map, string problem);

    [LoggerMessage(LogLevel.Information, "No Event could be written about {Map}: {Refused}")]
    private partial void LogUntold(string map, string refused);
}
