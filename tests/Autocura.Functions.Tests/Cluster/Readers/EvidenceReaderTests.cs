using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Scenarios;
using Autocura.Functions.Tests.Diagnosis;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Readers;

/// <summary>Reads the simulated cluster over HTTP, as it reads a real one.</summary>
public sealed class EvidenceReaderTests : IAsyncLifetime
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

    private TestCluster? started;

    private TestCluster Cluster => started ?? throw new InvalidOperationException("The cluster has not been started.");

    public static TheoryData<string> Scenarios => [.. ScenarioCatalog.Load().All.Where(scenario => scenario.Application == "shop").Select(scenario => scenario.Name)];

    public async Task InitializeAsync() => started = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Each_scenario_is_diagnosed_from_what_the_cluster_says_and_gets_its_cure(string name)
    {
        var scenario = ScenarioCatalog.Load().Find(name);

        var diagnosis = (await PlayAsync(scenario)).Diagnose();

        diagnosis.Top.Cause.ShouldBe(scenario.Cause, diagnosis.Reason);
        diagnosis.Top.Remedies.Select(remedy => remedy.Action).FirstOrDefault().ShouldBe(scenario.Cure);
    }

    [Fact]
    public async Task A_healthy_workload_is_read_whole()
    {
        var evidence = await ReadAsync("cart");

        evidence.Gaps.ShouldBeEmpty();
        evidence.State!.IsSettled.ShouldBeTrue();
        evidence.State.NamespaceAnnotations.ShouldNotBeNull();
        evidence.PodsInAll.ShouldBe(evidence.State.Replicas);
        evidence.Pods.ShouldAllBe(pod => pod.Ready && pod.Release == evidence.Current()!.Name);
        evidence.Releases.Select(release => release.Revision).ShouldBe([2, 1]);
        evidence.Services.ShouldHaveSingleItem().ReadyEndpoints.ShouldBe(evidence.State.Replicas);
    }

    [Fact]
    public async Task A_crash_brings_its_last_words()
    {
        var evidence = await PlayAsync(ScenarioCatalog.Load().Find("crash-after-release"));

        var ended = evidence.Pods.SelectMany(pod => pod.Containers).First(container => container.LastEnd is not null);
        ended.LastExitCode.ShouldBe(1);
        ended.LastLog.ShouldContain("unhandled exception");
        evidence.Warnings.ShouldContain(warning => warning.Reason == "BackOff");
        evidence.Current()!.Changes.ShouldContain(change => change.StartsWith("image of "));
    }

    [Fact]
    public async Task Who_set_the_replicas_to_zero_and_how_many_there_were_is_found()
    {
        var before = (await ReadAsync("cart")).State!.Replicas;
        Cluster.Edit(Cart, cart => cart["spec"]!["replicas"] = 0);
        await Cluster.RunAsync(TimeSpan.FromSeconds(30));

        var state = (await ReadAsync("cart")).State!;

        state.Replicas.ShouldBe(0);
        state.ReplicasBefore.ShouldBe(before);
        state.Changes.ShouldContain(change => change.Manager == "kubectl-edit" && change.Fields.Contains("spec.replicas"));
    }

    [Fact]
    public async Task What_people_wrote_on_the_workload_is_kept_for_the_guardrails()
    {
        Cluster.Edit(Cart, cart => (cart["metadata"]!["annotations"] as JsonObject)!["autocura.io/ignore"] = "true");

        (await ReadAsync("cart")).State!.Annotations["autocura.io/ignore"].ShouldBe("true");
    }

    [Fact]
    public async Task A_workload_that_does_not_exist_is_evidence_and_no_failure()
    {
        var evidence = await ReadAsync("no-such");

        evidence.State.ShouldBeNull();
        evidence.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recovery_is_observed_with_what_is_judged_of_it()
    {
        var request = new Autocura.Verification.MeasureRequest { Incident = IncidentOf("cart"), Baseline = new(2, null) };

        var seen = await new RecoveryObserver(Cluster.Clusters, Cluster.Time).ObserveAsync(request, CancellationToken.None);

        seen.State!.IsSettled.ShouldBeTrue();
        seen.Pods.Count.ShouldBe(seen.State.Replicas);
        seen.Services.ShouldHaveSingleItem();
        seen.Gaps.ShouldBeEmpty();
    }

    private async Task<Evidence> PlayAsync(Scenario scenario)
    {
        var play = new ScenarioRun(Cluster.Store, Cluster.Time).PlayAsync(scenario, CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));
        await play;
        return await ReadAsync(scenario.Target.Name);
    }

    private Task<Evidence> ReadAsync(string workload)
    {
        var incident = IncidentOf(workload);
        return new EvidenceReader(Cluster.Clusters, Cluster.Time).ReadAsync(new EvidenceRequest(incident, incident.Signals), EvidenceBudget.Usual, CancellationToken.None);
    }

    private Incident IncidentOf(string workload)
    {
        var now = Cluster.Time.GetUtcNow();
        return new Incident
        {
            Workload = new WorkloadRef("test", "Deployment", "shop", workload),
            OpenedAt = now,
            Signals = [new AlertSignal(Some.Alert() with { StartsAt = now - TimeSpan.FromMinutes(1) }, SignalType.PodNotReady)],
        };
    }
}
