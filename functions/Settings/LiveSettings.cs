using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Ledger;
using Microsoft.Extensions.Logging;

namespace Autocura.Settings;

/// <summary>
/// The settings that may change while the system runs: those of the app, with what the ConfigMap in the system's own namespace lays over them. They are read anew at most
/// once in an interval, by whoever asks first after it. What cannot be read, and what makes no sense, leaves what held before, and is said by name.
/// </summary>
public sealed partial class LiveSettings(IClusters clusters, LedgerOptions ledger, AutocuraOptions app, TimeProvider time, ILogger<LiveSettings> logger)
{
    public const string Name = "autocura-cognitiva-config";

    /// <summary>For so long what was read is good: a change takes effect within this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, SettingsInEffect Settings)? read;

    /// <summary>The ConfigMap, in the home cluster.</summary>
    public ObjectRef Ref => Kinds.ConfigMap.Ref(ledger.Namespace, Name);

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
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var map = await clusters.Home.FindAsync(Ref, either.Token);
            var entries = map?["data"] is JsonObject data ? data.ToDictionary(entry => entry.Key, entry => $"{entry.Value}") : [];
            var overlay = SettingsOverlay.Read(entries, before.Overlay, app);
            return (new SettingsInEffect { Options = overlay.Over(app), Overlay = overlay }, map);
        }
        catch (ClusterException refused)
        {
            return (before with { Gap = $"{Ref} cannot be read ({refused.Reason}: {refused.Message}); what held before goes on." }, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (before with { Gap = $"{Ref} cannot be read (no answer within {Patience.TotalSeconds:0} s); what held before goes on." }, null);
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
