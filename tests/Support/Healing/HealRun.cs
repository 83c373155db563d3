using System.Text.Json.Nodes;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Scenarios;
using Autocura.Support.Catalogue;
using Autocura.Support.Yardstick;
using Autocura.Verification;

namespace Autocura.Support.Healing;

/// <summary>
/// Leaves the whole system alone with a fault, on virtual time: the host as it is started by its users, on an application that it has looked after for more than
/// an hour; its own timers, alerts, orchestrations and rights. The oracle, which the system cannot ask, says when the application is well.
/// </summary>
internal sealed class HealRun : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How long it must stay well, and how long a fault that nobody works on any more is looked at.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(10);

    private readonly HealSettings settings;
    private readonly DirectoryInfo folder;
    private readonly EmbeddedHost host;
    private readonly ManualTime time;
    private readonly HttpClient http;
    private readonly Oracle oracle;
    private readonly IncidentWatch incidents;
    private readonly Approver approver;
    private readonly LostService lost;

    private HealRun(HealSettings settings, DirectoryInfo folder, EmbeddedHost host, ManualTime time)
    {
        (this.settings, this.folder, this.host, this.time) = (settings, folder, host, time);
        http = new HttpClient { BaseAddress = host.Url };
        var cluster = host.Cluster!;
        oracle = new Oracle(cluster.Store, cluster.Simulation);
        incidents = new IncidentWatch(host.Engine);
        approver = new Approver(http);
        lost = new LostService(() => cluster.Simulation.Traffic.View(Scenario.Application));
    }

    private Scenario Scenario => settings.Case.Played;

    private DateTimeOffset Now => time.GetUtcNow();

    private IEnumerable<JsonObject> Plans => host.Cluster!.Store.List("autocura.cognitiva.io", "remediationplans");

    public static async Task<HealResult> RunAsync(HealSettings settings)
    {
        var lived = await LivedApplication.GetAsync(settings.Case);
        var folder = Directory.CreateTempSubdirectory("autocura-heal-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "cluster.db"), lived.Database);
        var time = new ManualTime(lived.At);
        var host = await EmbeddedHost.StartAsync(
            new EmbeddedHostOptions
            {
                Port = 0,
                ClusterPort = 0,
                MetricsPort = 0,
                DataFolder = folder.FullName,
                SettingsFile = null,
                UseEnvironment = false,
                Mode = settings.Mode,
                Seed = settings.Case.Stage.Seed,
                Applications = [settings.Case.Played.Application],
                World = settings.Case.Stage.World,
                // The limit protects a real API server by the machine's clock, which the play does not go by.
                Settings = new Dictionary<string, string?> { ["Cluster:RequestsPerSecond"] = "10000", ["AzureWebJobs.ModelTraining.Disabled"] = "true", ["Autocura:Scan:History"] = "00:00:00", ["Autocura:HoldFor"] = $"{HoldFor}", ["Autocura:MaxAttempts"] = settings.RestartsOnly ? "1" : "3" },
            },
            time);
        await using var run = new HealRun(settings, folder, host, time);
        return await run.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<HealResult> RunAsync()
    {
        var steps = new ScenarioRun(host.Cluster!.Store, time);
        await PlayAsync(steps.PrepareAsync(Scenario, CancellationToken.None));
        if (settings.RestartsOnly)
        {
            RestartBook.Put(host.Cluster.Store);
        }

        await PassAsync(settings.Calm);
        lost.Learn();
        host.Cluster.Server.Faults.Set(settings.Faults, settings.Seed);
        var began = Now;
        var before = host.Cluster.Store.Audit.Read().Count;
        var playing = Task.WhenAll(steps.PlayAsync(Scenario, CancellationToken.None), settings.Beside is { } beside ? steps.PlayAsync(beside, CancellationToken.None) : Task.CompletedTask);
        var wellSince = await WatchAsync(began, playing);
        return new HealResult
        {
            Scenario = settings.Scenario,
            Seed = settings.Seed,
            WellAfter = wellSince - began,
            Incidents = incidents.Seen,
            Mutations = [.. host.Cluster.Store.Audit.Read(before).Where(Mutation.IsRemedy).Select(entry => $"{entry.Time - began:mm\\:ss} {entry.Verb} {entry.Key}{(entry.Subresource.Length > 0 ? $"/{entry.Subresource}" : "")}")],
            Approvals = approver.Asked,
            Ineffective = Plans.Count(plan => plan["status"]?["verdict"]?.ToString() == nameof(AssessmentKind.NotRecovered)),
            Predictions = [.. Plans.Select(plan => PredictedRecovery.Of(plan, HoldFor)).OfType<PredictedRecovery>()],
            Beside = settings.Beside,
            LostMinutes = lost.Minutes,
            Verdict = Ask().ToString()!,
        };
    }

    /// <summary>Since when it has been well; null when it is not.</summary>
    private async Task<DateTimeOffset?> WatchAsync(DateTimeOffset began, Task playing)
    {
        var end = began + (Scenario.IsControl ? settings.ControlSpan : settings.Patience);
        DateTimeOffset? wellSince = null;
        var quietSince = Now;
        while (Now < end)
        {
            await PassAsync(Beat);
            lost.Count(Beat);
            await incidents.LookAsync();
            await approver.LookAsync(incidents.Seen, Now);
            wellSince = Ask().Holds ? wellSince ?? Now : null;
            quietSince = incidents.HasOpen ? Now : quietSince;
            if (!Scenario.IsControl && IsOver(began, wellSince, quietSince))
            {
                break;
            }
        }

        await playing;
        return wellSince;
    }

    /// <summary>Nobody works on anything any more, and it has stayed as it is for a while.</summary>
    private bool IsOver(DateTimeOffset began, DateTimeOffset? wellSince, DateTimeOffset quietSince)
    {
        var hold = Afterwards + TimeSpan.FromSeconds(Scenario.Oracle.HeldForSeconds);
        return incidents.Seen.Count == 0
            ? Now - began > Unnoticed
            : Now - quietSince >= Afterwards && (wellSince is null ? Now - quietSince >= 2 * Afterwards : Now - wellSince >= hold);
    }

    private OracleVerdict Ask()
    {
        var verdict = oracle.Ask(Scenario.Oracle, Scenario.Application);
        return settings.Beside is { } beside ? new OracleVerdict([.. verdict.Reasons, .. oracle.Ask(beside.Oracle, beside.Application).Reasons]) : verdict;
    }

    private async Task PlayAsync(Task steps)
    {
        while (!steps.IsCompleted)
        {
            await PassAsync(Beat);
        }

        await steps;
    }

    private Task PassAsync(TimeSpan span) => time.RunAsync(span, host.WhenIdleAsync);
}
