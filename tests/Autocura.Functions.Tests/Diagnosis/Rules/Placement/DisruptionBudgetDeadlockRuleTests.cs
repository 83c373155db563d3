using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class DisruptionBudgetDeadlockRuleTests
{
    private static readonly EventView Refusal = new("EvictionBlocked", "Cannot evict pod as it would violate the pod's disruption budget.", "Pod/cart-2-a", 30, Some.Noon);

    [Fact]
    public void A_budget_that_wants_every_pod_stops_the_drain_of_a_node()
    {
        var diagnosis = (Displaced.Deadlock() with { Warnings = [Refusal] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.DisruptionBudgetDeadlock);
        diagnosis.Top.Culprit?.ToString().ShouldBe("PodDisruptionBudget shop/cart-budget");
        diagnosis.Top.Headline.ShouldBe("cart-budget lets no pod of cart go (2 healthy, 2 wanted), so node-1 cannot be emptied.");
    }

    [Fact]
    public void One_more_pod_may_let_one_go() => (Displaced.Deadlock() with { Warnings = [Refusal] }).Diagnose().Top.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=3"]);

    [Fact]
    public void An_autoscaler_would_take_that_pod_back()
    {
        var scaled = Displaced.Deadlock();

        (scaled with { State = scaled.State! with { ScaledBy = "cart" } }).Diagnose().Of(Cause.DisruptionBudgetDeadlock)!.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_node_that_was_only_cordoned_keeps_its_pods_as_it_should() => Displaced.Deadlock("kubectl-cordon").Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_drain_is_more_suspect_than_a_cordon() =>
        Displaced.Deadlock().Diagnose().ProbabilityOf(Cause.DisruptionBudgetDeadlock).ShouldBeGreaterThan(Displaced.Deadlock("kubectl-cordon").Diagnose().ProbabilityOf(Cause.DisruptionBudgetDeadlock) * 5);

    [Fact]
    public void Pods_that_crash_are_why_it_has_nothing_to_give()
    {
        var crashing = Faulty.WithPods(Displaced.Deadlock(), Faulty.Crashing()) with { Warnings = [Refusal] };
        var broken = crashing with { Surroundings = crashing.Surroundings! with { DisruptionBudget = new DisruptionBudgetView("cart-budget", 0, 0, 1, 2) } };

        broken.Diagnose().ProbabilityOf(Cause.DisruptionBudgetDeadlock).ShouldBeLessThan(broken.Diagnose().ProbabilityOf(Cause.Unknown));
    }

    [Fact]
    public void A_budget_that_allows_one_is_no_deadlock()
    {
        var drained = Displaced.Deadlock();

        (drained with { Surroundings = drained.Surroundings! with { DisruptionBudget = new DisruptionBudgetView("cart-budget", 1, 2, 1, 2) } }).Diagnose()
            .Of(Cause.DisruptionBudgetDeadlock).ShouldBeNull();
    }
}
