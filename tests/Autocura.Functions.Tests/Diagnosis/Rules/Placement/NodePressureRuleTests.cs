using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class NodePressureRuleTests
{
    [Fact]
    public void A_pod_that_was_evicted_as_its_node_ran_low_says_so()
    {
        var diagnosis = Displaced.Evicted().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NodePressure);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit?.Name.ShouldBe("node-1");
        diagnosis.Top.Headline.ShouldBe("1 pods of cart were evicted as node node-1 was low on memory.");
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == "app used 512Mi and requests 64Mi, so it is among the first to go");
    }

    [Fact]
    public void Its_pods_leave_the_node_together_with_a_cordon() =>
        Displaced.Evicted().Diagnose().Top.Remedies.InShort().ShouldBe(["CordonNode", "RestartWorkload"]);

    [Fact]
    public void With_no_other_node_to_go_to_nothing_is_proposed()
    {
        var pressed = Displaced.Evicted();
        var everywhere = pressed with { Surroundings = pressed.Surroundings! with { Nodes = [pressed.Surroundings!.Nodes[0]], NodesInAll = 1 } };

        everywhere.Diagnose().Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void Older_kubelets_say_it_in_other_words() =>
        Displaced.Evicted("The node was low on resource: ephemeral-storage. Container app was using 57Mi, which exceeds its request of 0. ").Diagnose()
            .Top.Headline.ShouldBe("1 pods of cart were evicted as node node-1 was low on ephemeral-storage.");

    [Fact]
    public void An_eviction_of_yesterday_is_another_story()
    {
        var evicted = Displaced.Evicted();

        (Some.Evidence() with { Warnings = [evicted.Warnings[0] with { LastAt = Some.Noon - TimeSpan.FromDays(1) }] }).Diagnose().Of(Cause.NodePressure).ShouldBeNull();
    }

    [Fact]
    public void Pods_that_were_made_anew_and_are_well_need_nothing() =>
        (Some.Evidence() with { Warnings = Displaced.Evicted().Warnings }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_pressed_node_that_lets_its_pods_run_is_not_blamed() =>
        Displaced.OnTwoNodes(new NodeView("node-1", true, true, 1) { Pressures = ["DiskPressure"] }).Diagnose().Of(Cause.NodePressure).ShouldBeNull();

    [Fact]
    public void Pods_that_crash_by_themselves_have_another_reason()
    {
        var pressed = Displaced.Evicted();
        var crashing = pressed with { Warnings = [], Pods = [.. pressed.Pods.Select(pod => pod with { Ready = false, Phase = "Running", Containers = [Faulty.Crashing()] })] };

        crashing.Diagnose().ProbabilityOf(Cause.NodePressure).ShouldBeLessThan(0.05);
    }
}
