using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class InsufficientCapacityRuleTests
{
    [Fact]
    public void A_pod_that_no_node_has_room_for_waits()
    {
        var diagnosis = Displaced.NoRoom().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.InsufficientCapacity);
        diagnosis.Top.Headline.ShouldBe("No node has enough memory and cpu free for 1 of 2 pods of cart (each asks for 64Mi).");
        diagnosis.Top.Remedies.ShouldBeEmpty();
        diagnosis.Top.WouldChange.ShouldHaveSingleItem().ShouldStartWith("a node with room for it");
    }

    [Fact]
    public void A_control_plane_that_takes_no_pods_changes_nothing() =>
        Displaced.Unplaced("0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient cpu.").Diagnose()
            .Top.Cause.ShouldBe(Cause.InsufficientCapacity);

    [Theory]
    [InlineData("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector.")]
    [InlineData("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.")]
    [InlineData("0/3 nodes are available: 1 Too many pods, 2 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.")]
    public void Nodes_that_are_out_for_other_reasons_may_have_room(string message) =>
        Displaced.Unplaced(message).Diagnose().ProbabilityOf(Cause.InsufficientCapacity).ShouldBeLessThan(0.1);

    [Theory]
    [InlineData("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.")]
    [InlineData("running PreFilter plugin: something went wrong")]
    [InlineData("")]
    public void Where_room_is_not_the_trouble_nothing_is_said(string message) => Displaced.Unplaced(message).Diagnose().Of(Cause.InsufficientCapacity).ShouldBeNull();

    [Fact]
    public void A_release_that_asks_for_more_is_taken_back()
    {
        var crowded = Displaced.NoRoom();
        var greedy = crowded with
        {
            Releases =
            [
                crowded.Releases[0] with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(6), Changes = [ReleaseChange.Line(ReleaseChange.Resources, "app", "{} -> {\"requests\":{\"cpu\":\"64\"}}")] },
                crowded.Releases[1],
            ],
        };

        var top = greedy.Diagnose().Top;

        top.Cause.ShouldBe(Cause.InsufficientCapacity);
        top.Culprit.ShouldBe(Some.Cart.Target());
        top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=1"]);
    }

    [Fact]
    public void Room_that_was_taken_by_preemption_was_there()
    {
        var crowded = Displaced.NoRoom();
        var preempted = crowded with { Surroundings = crowded.Surroundings! with { Preemptions = [new PreemptionView("cart-2-a", "Preempted by pod 1 on node node-1", Some.Noon - TimeSpan.FromMinutes(6))] } };

        preempted.Diagnose().ProbabilityOf(Cause.InsufficientCapacity).ShouldBeLessThan(crowded.Diagnose().ProbabilityOf(Cause.InsufficientCapacity) / 2);
    }
}
