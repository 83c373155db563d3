using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.KnownGood;
using Autocura.Support;
using Autocura.Support.Catalogue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster.Readers;

/// <summary>A scenario that has been played for a while, read over HTTP with the rights that the app is installed with.</summary>
internal sealed class PlayedScenario : IAsyncDisposable
{
    private readonly ScenarioStage stage;
    private readonly ClusterDirectory clusters;

    private PlayedScenario(ScenarioStage stage, string kubeconfig)
    {
        this.stage = stage;
        clusters = new ClusterDirectory([new KubernetesCluster(
            new ClusterOptions { Name = "test", Kubeconfig = kubeconfig, RequestsPerSecond = 10_000 },
            new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance))]);
    }

    public ScenarioStage Stage => stage;

    public ClusterDirectory Clusters => clusters;

    public long Requests => stage.Cluster.Server!.Requests;

    public static async Task<PlayedScenario> PlayAsync(string name, int seconds)
    {
        var scenario = ScenarioCatalog.Load().Find(name);
        var stage = await ScenarioStage.OpenAsync(scenario, new StageSettings { IsServed = true });
        await stage.MakeAsync(scenario.Setup);
        await stage.UntilAsync(TimeSpan.FromSeconds(30), _ => false);
        await stage.MakeAsync(scenario.Steps);
        await stage.UntilAsync(TimeSpan.FromSeconds(seconds), _ => false);
        return new PlayedScenario(stage, stage.Cluster.Server!.WriteKubeconfig(new AppAccount(stage.Cluster.Store, stage.Time).Install()));
    }

    public async Task<SurroundingsReading> SurroundingsAsync(string workload, string kind = "Deployment") =>
        await new SurroundingsReader(clusters, new ChangeReader(new KnownGoodStore(new KnownGoodOptions(), new AutocuraOptions()), new KnownGoodOptions()), stage.Time).ReadAsync(Request(workload, kind), CancellationToken.None);

    public async Task<Evidence> EvidenceAsync(string workload, string kind = "Deployment") =>
        await new EvidenceReader(clusters, stage.Time).ReadAsync(Request(workload, kind), EvidenceBudget.Usual, CancellationToken.None);

    public EvidenceRequest Request(string workload, string kind = "Deployment")
    {
        var (ns, name) = workload.Split('/') is [var space, var own] ? (space, own) : throw new ArgumentException($"'{workload}' is not namespace/name.", nameof(workload));
        var signal = new AlertSignal(Some.Alert() with { StartsAt = stage.Now }, SignalType.PodNotReady);
        return new EvidenceRequest(new Incident { Workload = new WorkloadRef("test", kind, ns, name), OpenedAt = stage.Now, Signals = [signal] }, [signal]);
    }

    public async ValueTask DisposeAsync()
    {
        clusters.Dispose();
        await stage.DisposeAsync();
    }
}
