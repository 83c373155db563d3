using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class PreemptedRuleTests
{
    [Fact]
    public void A_pod_that_had_to_go_for_another_says_for_whom()
    {
        var top = After(Displaced.NoRoom()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.Preempted);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("cart-2-a of cart had to go for loud (priority class urgent, 1000).");
        top.WouldChange.ShouldBe(["whether loud matter more than cart"]);
    }

    [Fact]
    public void Room_was_there_until_then_so_the_cluster_is_not_too_small() =>
        After(Displaced.NoRoom()).Diagnose().ProbabilityOf(Cause.InsufficientCapacity).ShouldBeLessThan(Displaced.NoRoom().Diagnose().ProbabilityOf(Cause.InsufficientCapacity));

    [Fact]
    public void A_release_that_lowered_its_own_priority_is_taken_back()
    {
        var lowered = After(Displaced.NoRoom()).RolledOut(ReleaseChange.Line(ReleaseChange.PriorityClass, ReleaseChange.Pod, "urgent -> none"));

        var top = lowered.Diagnose().Top;

        top.Clues.ShouldContain(clue => clue.Text == $"its own priority changed: {ReleaseChange.PriorityClass} of pod: urgent -> none");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_release_that_did_not_touch_its_priority_is_not_taken_back_for_it() =>
        After(Displaced.NoRoom()).RolledOut(ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3")).Diagnose().Of(Cause.Preempted)!.Remedies.ShouldBeEmpty();

    [Fact]
    public void Pods_that_all_run_again_need_nothing() => After(Some.Evidence()).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_preemption_of_last_week_is_suspected_less() =>
        After(Displaced.NoRoom(), Some.Noon - TimeSpan.FromDays(7)).Diagnose().ProbabilityOf(Cause.Preempted).ShouldBeLessThan(After(Displaced.NoRoom()).Diagnose().ProbabilityOf(Cause.Preempted));

    [Fact]
    public void Where_no_pod_had_to_go_nothing_is_said() => Displaced.NoRoom().Diagnose().Of(Cause.Preempted).ShouldBeNull();

    private static Evidence After(Evidence evidence, DateTimeOffset? at = null) => evidence.Around(around => around with
    {
        Preemptions = [new PreemptionView("cart-2-a", "Preempted by pod 6ab1 on node node-1", at ?? Nearby.AMinuteBefore) { By = "loud", PriorityClass = "urgent", Priority = 1000 }],
    });
}
