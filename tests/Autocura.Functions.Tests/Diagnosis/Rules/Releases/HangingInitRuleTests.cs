using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class HangingInitRuleTests
{
    private const string Added = "container wait: added (init)";

    [Fact]
    public void An_init_container_that_does_not_end_is_taken_back_with_its_release()
    {
        var top = Waiting().Diagnose().Top;

        top.Cause.ShouldBe(Cause.HangingInitContainer);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("Init container wait of cart has not ended for 7 min.");
        top.Clues.ShouldContain(clue => clue.Text == "init container wait is new in release 3");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void One_that_has_run_for_half_a_minute_is_simply_at_work()
    {
        var waiting = Waiting();
        var young = waiting with { Pods = [waiting.Pods[0] with { CreatedAt = Some.Noon - TimeSpan.FromSeconds(30) }, .. waiting.Pods.Skip(1)] };

        young.Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
    }

    [Fact]
    public void One_that_an_alert_is_about_takes_longer_than_it_should()
    {
        var waiting = Waiting();
        var alert = Some.Alert() with { Labels = new Dictionary<string, string> { ["namespace"] = "shop", ["pod"] = waiting.Pods[0].Name } };
        var young = waiting with { Pods = [waiting.Pods[0] with { CreatedAt = Some.Noon - TimeSpan.FromSeconds(45) }, .. waiting.Pods.Skip(1)], Signals = [new AlertSignal(alert, SignalType.Other)] };

        young.Diagnose().Top.Cause.ShouldBe(Cause.HangingInitContainer);
    }

    [Fact]
    public void One_that_crashes_is_another_story() =>
        Faulty.Release(Faulty.Crashing() with { Name = "wait", IsInit = true }, Added).Diagnose().Of(Cause.HangingInitContainer).ShouldBeNull();

    [Fact]
    public void One_whose_pod_is_on_no_node_has_not_begun()
    {
        var waiting = Waiting();
        var unplaced = waiting with { Pods = [waiting.Pods[0] with { Node = "", Unschedulable = "0/3 nodes are available: 3 Insufficient cpu." }, .. waiting.Pods.Skip(1)] };

        unplaced.Diagnose().Of(Cause.HangingInitContainer).ShouldBeNull();
    }

    [Fact]
    public void A_container_that_waits_for_its_image_does_not_wait_for_it()
    {
        var waiting = Waiting();
        var unpulled = waiting with { Pods = [waiting.Pods[0] with { Containers = [waiting.Pods[0].Containers[0], Faulty.CannotPull()] }, .. waiting.Pods.Skip(1)] };

        unpulled.Diagnose().Top.Cause.ShouldBe(Cause.BadImage);
    }

    [Fact]
    public void One_that_came_with_no_release_is_suspected_less() =>
        Waiting(ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3")).Diagnose().ProbabilityOf(Cause.HangingInitContainer)
            .ShouldBeLessThan(Waiting().Diagnose().ProbabilityOf(Cause.HangingInitContainer));

    private static Evidence Waiting(string change = Added)
    {
        var released = Faulty.Release(new ContainerStateView { Name = "wait", IsInit = true }, change);
        var own = new ContainerStateView { Name = "app", Waiting = "PodInitializing" };
        return released with { Pods = [released.Pods[0] with { Containers = [.. released.Pods[0].Containers, own] }, .. released.Pods.Skip(1)] };
    }
}
