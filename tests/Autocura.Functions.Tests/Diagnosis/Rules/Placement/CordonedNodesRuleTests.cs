using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class CordonedNodesRuleTests
{
    private const string Unschedulable = "0/3 nodes are available: 3 node(s) were unschedulable. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    [Fact]
    public void A_node_that_takes_no_pods_is_opened_again()
    {
        var top = Cordoned("kubectl-edit").Diagnose().Top;

        top.Cause.ShouldBe(Cause.CordonedNodes);
        top.Culprit!.ToString().ShouldBe("Node node-1");
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Headline.ShouldBe("cart waits for node node-1, which takes no pods (cordoned by kubectl-edit).");
        top.Remedies.InShort().ShouldBe(["UncordonNode"]);
    }

    [Theory]
    [InlineData("kubectl-cordon")]
    [InlineData("kubectl-drain")]
    [InlineData("cluster-autoscaler")]
    [InlineData("karpenter")]
    public void A_node_that_was_cordoned_on_purpose_is_left_to_whom_did_it(string by)
    {
        var top = Cordoned(by).Diagnose().Top;

        top.Cause.ShouldBe(Cause.CordonedNodes);
        top.Remedies.ShouldBeEmpty();
        top.WouldChange.ShouldBe([$"whether {by} is done with node-1"]);
    }

    [Fact]
    public void The_node_that_the_pods_are_bound_to_is_at_fault_and_not_the_last_one_cordoned()
    {
        var bound = Cordoned("kubectl-edit").With(new PlacementView { NodeSelector = new Dictionary<string, string> { ["kubernetes.io/hostname"] = "node-2" } })
            .Around(around => around with { Nodes = [.. around.Nodes, Node("node-2") with { CordonedAt = Some.Noon - TimeSpan.FromMinutes(7) }] });

        bound.Diagnose().Top.Culprit!.Name.ShouldBe("node-2");
    }

    [Fact]
    public void A_node_that_was_cordoned_long_before_is_suspected_less() =>
        Cordoned("kubectl-edit", Some.Noon - TimeSpan.FromDays(9)).Diagnose().ProbabilityOf(Cause.CordonedNodes)
            .ShouldBeLessThan(Cordoned("kubectl-edit").Diagnose().ProbabilityOf(Cause.CordonedNodes));

    [Fact]
    public void Pods_that_no_node_has_room_for_do_not_wait_for_the_cordoned_one() =>
        Displaced.NoRoom().Around(around => around with { Nodes = [Node("node-1")] }).Diagnose().Of(Cause.CordonedNodes).ShouldBeNull();

    [Fact]
    public void A_cordoned_node_while_every_pod_runs_is_no_trouble() =>
        Some.Evidence().Around(around => around with { Nodes = [Node("node-1")], NodesInAll = 3 }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    private static NodeView Node(string name) => new(name, Ready: true, Schedulable: false, PodsOfWorkload: 1) { CordonedAt = Nearby.AMinuteBefore, CordonedBy = "kubectl-edit" };

    private static Evidence Cordoned(string by, DateTimeOffset? at = null) => Displaced.Unplaced(Unschedulable).Around(around => around with
    {
        Nodes = [Node("node-1") with { CordonedBy = by, CordonedAt = at ?? Nearby.AMinuteBefore }],
    });
}
