using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Scenarios;

namespace Autocura.Support.Catalogue;

/// <summary>
/// A cluster with one application, its monitoring and the oracle, on a clock that moves from one event to the next. At every beat the monitoring looks and
/// the oracle is asked.
/// </summary>
internal sealed class ScenarioStage : IAsyncDisposable
{
    private const string Database = "cluster.db";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo folder;
    private readonly Oracle oracle;
    private readonly ScenarioRun run;
    private readonly Scenario scenario;
    private DateTimeOffset nextBeat;

    private ScenarioStage(Scenario scenario, DirectoryInfo folder, ManualTime time, ClusterInFile cluster, Monitoring monitoring)
    {
        this.scenario = scenario;
        this.folder = folder;
        (Time, Cluster, Monitoring) = (time, cluster, monitoring);
        nextBeat = time.GetUtcNow();
        oracle = new Oracle(cluster.Store, cluster.Simulation);
        run = new ScenarioRun(cluster.Store, time);
    }

    public ManualTime Time { get; }

    public ClusterInFile Cluster { get; }

    public Monitoring Monitoring { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>What the oracle said at the last beat.</summary>
    public OracleVerdict Verdict { get; private set; } = new([]);

    /// <summary>Alerts that fired at the last beat.</summary>
    public IReadOnlyList<RuleAlert> Firing { get; private set; } = [];

    public static async Task<ScenarioStage> OpenAsync(Scenario scenario, StageSettings? settings = null)
    {
        settings ??= new StageSettings();
        return await OpenAsync(scenario, settings, await InstalledApplication.GetAsync(scenario.Application, settings));
    }

    /// <summary>A stage on an application as it was when another stage was closed.</summary>
    public static async Task<ScenarioStage> OpenAsync(Scenario scenario, StageSettings settings, InstalledApplication installed)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-catalogue-");
        var time = new ManualTime(installed.At);
        var path = Path.Combine(folder.FullName, Database);
        await File.WriteAllBytesAsync(path, installed.Database);
        var cluster = settings.IsServed ? await ClusterInFile.ServeAsync(path, time, settings) : ClusterInFile.Open(path, time, settings);
        var monitoring = settings.IsServed ? await Monitoring.ServeAsync(cluster.Simulation, time) : Monitoring.OfRules(cluster.Simulation);
        return new ScenarioStage(scenario, folder, time, cluster, monitoring);
    }

    /// <summary>Makes steps at their times, counted from now.</summary>
    public async Task MakeAsync(IReadOnlyList<ScenarioStep> steps)
    {
        var began = Now;
        foreach (var together in steps.GroupBy(step => step.AfterSeconds).OrderBy(steps => steps.Key))
        {
            await PassAsync(began.AddSeconds(together.Key), _ => false);
            Cluster.Store.Batch(() => together.ToList().ForEach(step => run.Make(scenario, step)));
        }
    }

    /// <summary>Lets time pass from beat to beat until something holds at one. False when it does not within the span.</summary>
    public Task<bool> UntilAsync(TimeSpan within, Func<ScenarioStage, bool> holds) => PassAsync(Now + within, holds);

    /// <summary>Lets time pass with metrics being kept at every beat, while nobody asks for alerts or the oracle.</summary>
    public async Task KeepAsync(TimeSpan span)
    {
        var end = Now + span;
        while (Now < end)
        {
            await Cluster.AdvanceAsync(nextBeat < end ? nextBeat : end);
            if (Now >= nextBeat)
            {
                nextBeat += Beat;
                Monitoring.Scrape(Now);
            }
        }
    }

    /// <summary>Lets time pass without a look.</summary>
    public async Task RestAsync(TimeSpan span)
    {
        var end = Now + span;
        while (Now < end)
        {
            await Cluster.AdvanceAsync(end);
        }

        nextBeat = Now;
    }

    /// <summary>Ends it, and returns what another stage can go on from.</summary>
    public async Task<InstalledApplication> CloseAsync()
    {
        await Monitoring.DisposeAsync();
        await Cluster.DisposeAsync();
        var left = new InstalledApplication(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, Database)), Now);
        folder.Delete(recursive: true);
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await Monitoring.DisposeAsync();
        await Cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<bool> PassAsync(DateTimeOffset end, Func<ScenarioStage, bool> holds)
    {
        while (Now < end)
        {
            await Cluster.AdvanceAsync(nextBeat < end ? nextBeat : end);
            if (Now >= nextBeat)
            {
                nextBeat += Beat;
                Look();
                if (holds(this))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Look()
    {
        Monitoring.Look(Now);
        Firing = [.. Monitoring.Firing()];
        Verdict = oracle.Ask(scenario.Oracle, scenario.Application);
    }
}
