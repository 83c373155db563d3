using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class NodeNotReadyRuleTests
{
    [Fact]
    public void Pods_on_a_node_that_is_gone_are_gone_with_it()
    {
        var diagnosis = Displaced.NodeLost().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NodeNotReady);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit.ShouldBe(new ObjectRef("v1", "Node", "", "node-1") { Cluster = "test" });
        diagnosis.Top.Headline.ShouldBe("Node node-1 is not ready, and 1 of 2 pods of cart are on it.");
    }

    [Fact]
    public void They_are_made_anew_elsewhere()
    {
        var remedy = Displaced.NodeLost().Diagnose().Top.Remedies.ShouldHaveSingleItem();

        remedy.Action.ShouldBe(ActionNames.DeletePod);
        remedy.Target.ToString().ShouldBe("Pod shop/cart-2-a");
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void Pods_that_wait_for_their_node_are_left_alone(string kind) =>
        (Displaced.NodeLost() with { Workload = Some.Cart with { Kind = kind } }).Diagnose().Top.Remedies.ShouldBeEmpty();

    [Fact]
    public void Without_another_node_there_is_nowhere_to_go()
    {
        var lost = Displaced.NodeLost();
        var alone = lost with { Surroundings = lost.Surroundings! with { Nodes = [lost.Surroundings!.Nodes[0]], NodesInAll = 1 } };

        alone.Diagnose().Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void The_events_of_its_pods_tell_of_a_node_that_could_not_be_read() =>
        (Displaced.NodeLost() with { Surroundings = null, Gaps = ["nodes: Forbidden"] }).Diagnose().Top.Culprit?.Name.ShouldBe("node-1");

    [Fact]
    public void A_node_that_has_come_back_is_not_blamed()
    {
        var lost = Displaced.NodeLost();
        var back = lost with { Surroundings = lost.Surroundings! with { Nodes = [lost.Surroundings!.Nodes[0] with { Ready = true }, lost.Surroundings!.Nodes[1]] } };

        back.Diagnose().Of(Cause.NodeNotReady).ShouldBeNull();
    }

    [Fact]
    public void Pods_that_crash_on_every_node_have_another_reason()
    {
        var lost = Displaced.NodeLost();
        var crashing = lost with { Pods = [.. lost.Pods.Select(pod => pod with { Ready = false, Containers = [Faulty.Crashing()] })] };

        crashing.Diagnose().ProbabilityOf(Cause.NodeNotReady).ShouldBeLessThan(lost.Diagnose().ProbabilityOf(Cause.NodeNotReady) / 2);
    }

    [Fact]
    public void Pods_that_no_other_node_takes_are_explained_by_those_that_are_lost()
    {
        var unplaced = Displaced.Unplaced("0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.");
        var lost = unplaced with { Surroundings = new SurroundingsView { Nodes = [new NodeView("node-1", false, true, 0)], NodesInAll = 2 } };

        lost.Diagnose().Of(Cause.NodeNotReady)!.Headline.ShouldBe("Node node-1 is not ready, and 1 of 2 pods of cart find no other place.");
    }

    [Fact]
    public void Nodes_that_are_ready_are_not_suspected() => Displaced.Deadlock().Diagnose().Of(Cause.NodeNotReady).ShouldBeNull();
}
