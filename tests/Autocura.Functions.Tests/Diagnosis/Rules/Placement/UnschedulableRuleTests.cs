using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class UnschedulableRuleTests
{
    private const string Preemption = " preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";
    private const string NoMatch = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector." + Preemption;
    private const string Shunned = "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules." + Preemption;

    private static readonly PlacementView Selecting = new() { NodeSelector = new Dictionary<string, string> { ["disk"] = "loud" } };

    [Fact]
    public void A_release_that_asks_for_what_no_node_has_is_taken_back()
    {
        var top = Released(NoMatch, ReleaseChange.NodeSelector, "none -> disk=loud").With(Selecting).Diagnose().Top;

        top.Cause.ShouldBe(Cause.Unschedulable);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("No node is what cart asks for (node selector disk=loud).");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Theory]
    [InlineData(ReleaseChange.NodeSelector, NoMatch)]
    [InlineData(ReleaseChange.NodeAffinity, NoMatch)]
    [InlineData(ReleaseChange.AntiAffinity, Shunned)]
    [InlineData(ReleaseChange.PodAffinity, "0/3 nodes are available: 3 node(s) didn't match pod affinity rules." + Preemption)]
    [InlineData(ReleaseChange.Tolerations, "0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: loud}." + Preemption)]
    public void Whatever_a_release_changed_of_its_place_is_found(string field, string message)
    {
        var top = Released(message, field, "none -> some").Diagnose().Top;

        top.Cause.ShouldBe(Cause.Unschedulable);
        top.Clues.ShouldContain(clue => clue.Text == $"changed: {field} of pod: none -> some");
    }

    [Fact]
    public void What_is_only_preferred_keeps_no_pod_away() => Released(NoMatch, "affinity (preferred)", "changed").Diagnose().Of(Cause.Unschedulable).ShouldBeNull();

    [Fact]
    public void A_demand_against_the_known_good_is_put_back()
    {
        var change = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.nodeSelector.disk", null, "loud"));
        var anew = Displaced.Unplaced(NoMatch).MadeAnew();

        anew.With(Selecting).After(change).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.Unschedulable),
            top => top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]));
    }

    [Fact]
    public void Pods_that_shun_each_other_are_told_from_pods_that_select()
    {
        var both = Selecting with { AntiAffinity = ["app=cart per kubernetes.io/hostname"] };

        Released(Shunned, ReleaseChange.AntiAffinity, "none -> app=cart per kubernetes.io/hostname").With(both).Diagnose()
            .Top.Headline.ShouldBe("No node is what cart asks for (anti-affinity app=cart per kubernetes.io/hostname).");
    }

    [Fact]
    public void A_node_that_would_do_and_is_cordoned_is_at_fault_before_the_demand()
    {
        var bound = new PlacementView { NodeSelector = new Dictionary<string, string> { ["kubernetes.io/hostname"] = "node-1" } };
        var cordoned = new NodeView("node-1", Ready: true, Schedulable: false, PodsOfWorkload: 1) { CordonedAt = Nearby.AMinuteBefore, CordonedBy = "kubectl-edit" };

        Displaced.Unplaced("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector." + Preemption)
            .With(bound).Around(around => around with { Nodes = [cordoned] }).Diagnose().Top.Cause.ShouldBe(Cause.CordonedNodes);
    }

    [Fact]
    public void Nodes_that_are_merely_full_are_another_story() => Displaced.NoRoom().With(Selecting).Diagnose().Of(Cause.Unschedulable).ShouldBeNull();

    [Fact]
    public void A_node_s_own_illness_is_no_demand_of_the_pods() =>
        Displaced.Unplaced("0/3 nodes are available: 3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }." + Preemption).Diagnose()
            .Of(Cause.Unschedulable).ShouldBeNull();

    [Fact]
    public void A_demand_that_all_pods_find_met_is_no_trouble() => Some.Evidence().With(Selecting).Diagnose().Of(Cause.Unschedulable).ShouldBeNull();

    [Fact]
    public void A_demand_that_was_met_before_is_a_label_that_a_node_has_lost_and_no_release_is_taken_back()
    {
        var top = Displaced.Unplaced(NoMatch).With(Selecting).Diagnose().Top;

        top.Cause.ShouldBe(Cause.Unschedulable);
        top.Probability.ShouldBeGreaterThan(0.8);
        top.Headline.ShouldBe("No node is what cart asks for (node selector disk=loud), and one was.");
        top.Clues.ShouldContain(clue => clue.Text == "the same demand was met before: cart-2-b is on node-2");
        top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_label_that_was_lost_before_the_only_pod_was_made_anew_is_told_by_the_health_before()
    {
        var both = Displaced.Unplaced(NoMatch).With(Selecting);
        var alone = (both with { Pods = [both.Pods[0]], PodsInAll = 1 }).Around(around => around with { LastHealthyAt = Some.Noon - TimeSpan.FromMinutes(10) });

        alone.Diagnose().Top.Cause.ShouldBe(Cause.Unschedulable);
    }

    private static Evidence Released(string message, string field, string change) =>
        Displaced.Unplaced(message).RolledOut(ReleaseChange.Line(field, ReleaseChange.Pod, change));
}
