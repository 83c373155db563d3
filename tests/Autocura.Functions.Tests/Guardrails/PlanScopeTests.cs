using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class PlanScopeTests
{
    private static readonly ObjectRef Experiment = new("chaos-mesh.org/v1alpha1", "NetworkChaos", "chaos", "delay") { Cluster = "test" };
    private static readonly ObjectRef Deployment = new("apps/v1", "Deployment", "payments", "ledger") { Cluster = "test" };

    [Fact]
    public void It_shows_the_nodes_of_the_pods_and_nothing_else_of_a_workload_with_nothing_around_it()
    {
        var scope = PlanScope.Of(Some.Evidence(), Diagnosed());

        scope.Objects.ShouldBe(["Node node-1"]);
        scope.Namespaces.ShouldBeEmpty();
    }

    [Fact]
    public void It_shows_what_around_the_workload_has_to_do_with_it()
    {
        var around = new SurroundingsView
        {
            Experiments = [new ExperimentView { Ref = Experiment, Schedule = Experiment with { Kind = "Schedule" } }],
            Claims = [new ClaimView { Name = "orders", Volume = "", ReleasedVolumes = ["pv-orders"] }],
            Changes =
            [
                new ObjectChange { Target = new ObjectRef("v1", "ConfigMap", "shop", "flags"), Kind = ChangeKind.Changed, Relation = ObjectRelation.Configuration },
                new ObjectChange { Target = new ObjectRef("scheduling.k8s.io/v1", "PriorityClass", "", "urgent"), Kind = ChangeKind.Created, Relation = ObjectRelation.Cluster },
                new ObjectChange { Target = new ObjectRef("v1", "ConfigMap", "elsewhere", "flags"), Kind = ChangeKind.Changed, Relation = ObjectRelation.SameNamespace },
            ],
        };

        PlanScope.Of(Some.Evidence() with { Surroundings = around }, Diagnosed()).Objects
            .ShouldBe(["Node node-1", "NetworkChaos chaos/delay", "Schedule chaos/delay", "PriorityClass urgent", "PersistentVolume pv-orders"]);
    }

    [Fact]
    public void It_shows_what_a_cause_with_evidence_blames_and_where_it_was_found()
    {
        var blamed = new Hypothesis
        {
            Cause = Cause.CrashAfterRelease,
            Headline = "ledger crashes",
            Culprit = Deployment,
            FoundAt = new WorkloadRef("test", "Deployment", "payments", "ledger"),
            Clues = [new Clue("a clue", 1) { SeenOn = Experiment }],
        };

        var scope = PlanScope.Of(Some.Evidence(), Diagnosed(blamed));

        scope.Objects.ShouldBe(["Deployment payments/ledger", "NetworkChaos chaos/delay", "Node node-1"]);
        scope.Namespaces.ShouldBe(["payments"]);
        scope.Shows(Deployment with { Name = "another" }).ShouldBeTrue();
        scope.Shows(Experiment with { Name = "another" }).ShouldBeFalse();
    }

    [Fact]
    public void A_cause_for_which_nothing_speaks_shows_nothing() =>
        PlanScope.Of(Some.Evidence(), Diagnosed(new Hypothesis { Cause = Cause.CrashAfterRelease, Headline = "?", Culprit = Deployment })).Objects.ShouldBe(["Node node-1"]);

    [Fact]
    public void What_lies_in_another_cluster_is_never_shown()
    {
        var around = new SurroundingsView { Experiments = [new ExperimentView { Ref = Experiment with { Cluster = "west" } }] };

        PlanScope.Of(Some.Evidence() with { Surroundings = around }, Diagnosed()).Objects.ShouldBe(["Node node-1"]);
    }

    [Fact]
    public void It_is_bounded_however_much_there_is_around()
    {
        var changes = Enumerable.Range(0, 200).Select(number => new ObjectChange
        {
            Target = new ObjectRef("v1", "Node", "", $"node-{number}"),
            Kind = ChangeKind.Changed,
            Relation = ObjectRelation.Node,
        });

        PlanScope.Of(Some.Evidence() with { Surroundings = new SurroundingsView { Changes = [.. changes] } }, Diagnosed()).Objects.Count.ShouldBe(PlanScope.MostObjects);
    }

    private static RankedHypotheses Diagnosed(params Hypothesis[] hypotheses) => new() { Hypotheses = hypotheses, Reason = "" };
}
