using Autocura.Embedded.Metrics.Storage;
using Autocura.Embedded.Scenarios;
using Autocura.Support;

namespace Autocura.Scenarios.Catalogue;

/// <summary>
/// A cluster with one application, its monitoring and the oracle, on a clock that moves from one event to the next. At every beat the monitoring looks and
/// the oracle is asked.
/// </summary>
internal sealed class ScenarioStage : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-catalogue-");
    private readonly ManualTime time;
    private readonly ClusterInFile cluster;
    private readonly Monitoring monitoring;
    private readonly Oracle oracle;
    private readonly ScenarioRun run;
    private readonly Scenario scenario;
    private DateTimeOffset nextBeat;

    private ScenarioStage(Scenario scenario, InstalledApplication installed)
    {
        this.scenario = scenario;
        time = new ManualTime(installed.At);
        nextBeat = installed.At;
        var path = Path.Combine(folder.FullName, "cluster.db");
        File.WriteAllBytes(path, installed.Database);
        cluster = new ClusterInFile(path, time);
        monitoring = new Monitoring(cluster.Simulation.Exporter.Read);
        oracle = new Oracle(cluster.Store, cluster.Simulation);
        run = new ScenarioRun(cluster.Store, time);
    }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What the oracle said at the last beat.</summary>
    public OracleVerdict Verdict { get; private set; } = new([]);

    /// <summary>Alerts that fire in the application's namespace, by name.</summary>
    public IReadOnlyList<LabelSet> Firing { get; private set; } = [];

    public static async Task<ScenarioStage> OpenAsync(Scenario scenario) => new(scenario, await InstalledApplication.GetAsync(scenario.Application));

    /// <summary>Makes steps at their times, counted from now.</summary>
    public async Task MakeAsync(IReadOnlyList<ScenarioStep> steps)
    {
        var began = Now;
        foreach (var step in steps.OrderBy(step => step.AfterSeconds))
        {
            await PassAsync(began.AddSeconds(step.AfterSeconds), _ => false);
            run.Make(scenario, step);
        }
    }

    /// <summary>Lets time pass from beat to beat until something holds at one. False when it does not within the span.</summary>
    public Task<bool> UntilAsync(TimeSpan within, Func<ScenarioStage, bool> holds) => PassAsync(Now + within, holds);

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<bool> PassAsync(DateTimeOffset end, Func<ScenarioStage, bool> holds)
    {
        while (Now < end)
        {
            await cluster.AdvanceAsync(nextBeat < end ? nextBeat : end);
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
        monitoring.Look(Now);
        Firing = [.. monitoring.Firing()];
        Verdict = oracle.Ask(scenario.Oracle, scenario.Application);
    }
}
