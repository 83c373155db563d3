using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class CordonedNodesRuleTests
{
    private const string NoNode = "0/2 nodes are available: 2 node(s) were unschedulable. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.";

    [Fact]
    public void Pods_wait_for_nodes_that_somebody_cordoned()
    {
        var diagnosis = Cordoned("kubectl-patch").Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.CordonedNodes);
        diagnosis.Top.Culprit?.Kind.ShouldBe("Node");
        diagnosis.Top.Remedies.InShort().ShouldBe(["UncordonNode"]);
    }

    [Theory]
    [InlineData("kubectl-drain")]
    [InlineData("cluster-autoscaler")]
    public void Whoever_takes_a_node_away_does_not_want_it_back(string by) => Cordoned(by).Diagnose().Of(Cause.CordonedNodes)!.Remedies.ShouldBeEmpty();

    [Fact]
    public void Nodes_that_are_full_are_not_cordoned() => Displaced.NoRoom().Diagnose().Of(Cause.CordonedNodes).ShouldBeNull();

    [Fact]
    public void A_cordoned_node_that_nobody_waits_for_harms_nobody() => Displaced.Deadlock("kubectl-cordon").Diagnose().Of(Cause.CordonedNodes).ShouldBeNull();

    private static Evidence Cordoned(string by)
    {
        NodeView Node(string name) => new(name, true, Schedulable: false, 0) { CordonedAt = Some.Noon - TimeSpan.FromMinutes(7), CordonedBy = by };
        return Displaced.Unplaced(NoNode).Around(view => view with { Nodes = [Node("node-1"), Node("node-2")], NodesInAll = 2 });
    }
}
