using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class UnschedulableRuleTests
{
    private const string NoMatch = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    private static readonly IReadOnlyDictionary<string, string> Nowhere = new Dictionary<string, string> { ["disk"] = "golden" };

    [Fact]
    public void A_release_that_asks_for_a_node_which_is_not_there_waits()
    {
        var diagnosis = Released(ReleaseChange.Line(ReleaseChange.NodeSelector, ReleaseChange.Pod, "none -> disk=golden")).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.Unschedulable);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("No node is what cart asks for (node selector disk=golden).");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Theory]
    [InlineData(ReleaseChange.NodeSelector)]
    [InlineData(ReleaseChange.AntiAffinity)]
    [InlineData(ReleaseChange.Tolerations)]
    public void Whatever_a_release_changed_in_its_demands_counts(string field) =>
        Released(ReleaseChange.Line(field, ReleaseChange.Pod, "none -> some")).Diagnose().Top.Clues.ShouldContain(clue => clue.Text == $"changed: {field} of pod: none -> some");

    [Fact]
    public void What_is_only_preferred_keeps_no_pod_away()
    {
        var preferred = Released("affinity (preferred) of pod: changed");

        preferred.Diagnose().Of(Cause.Unschedulable)!.Clues.ShouldNotContain(clue => clue.Text.StartsWith("changed: "));
    }

    [Fact]
    public void Where_no_release_is_kept_the_last_known_good_is_the_way_back()
    {
        var field = new FieldChange("spec.template.spec.nodeSelector.disk", null, "golden");
        var recreated = Waiting() with { Releases = [Some.Release(1) with { CreatedAt = Altered.At }] };

        recreated.After(Altered.Object("Deployment", "cart", ObjectRelation.Itself, field)).Diagnose().Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Nodes_that_are_full_would_do_otherwise() => Displaced.NoRoom().Diagnose().Top.Cause.ShouldBe(Cause.InsufficientCapacity);

    private static Evidence Waiting() => Displaced.Unplaced(NoMatch).Wanting(state => state with { Placement = new PlacementView { NodeSelector = Nowhere } });

    private static Evidence Released(string change)
    {
        var waiting = Waiting();
        return waiting with
        {
            State = waiting.State! with { Revision = 3 },
            Pods = [waiting.Pods[0] with { Owner = "cart-3", Release = "cart-3" }, waiting.Pods[1]],
            Releases = [Some.Release(3) with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(6), ReadyReplicas = 0, Changes = [change] }, .. waiting.Releases],
        };
    }
}
