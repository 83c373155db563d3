using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class ScaledToZeroRuleTests
{
    [Fact]
    public void A_workload_that_a_Service_needs_and_nobody_runs_was_scaled_to_zero()
    {
        var diagnosis = Faulty.ScaledToZero().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ScaledToZero);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text.StartsWith("kubectl-edit wrote the replicas"));
    }

    [Fact]
    public void It_gets_back_the_replicas_it_had() =>
        Faulty.ScaledToZero().Diagnose().Top.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=2"]);

    [Fact]
    public void It_gets_one_where_nobody_remembers_how_many_there_were() =>
        With(state => state with { ReplicasBefore = null }).Diagnose().Top.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=1"]);

    [Fact]
    public void An_earlier_release_is_no_remedy_as_it_does_not_hold_the_replicas() =>
        Faulty.ScaledToZero().Diagnose().Top.Remedies.ShouldAllBe(remedy => remedy.Action == ActionNames.ScaleWorkload);

    [Fact]
    public void Replicas_that_an_autoscaler_owns_are_left_to_it() =>
        With(state => state with { ScaledBy = "ScaledObject cart" }).Diagnose().Of(Cause.ScaledToZero).ShouldBeNull();

    [Fact]
    public void Where_the_autoscaler_could_not_be_read_nothing_is_claimed() =>
        (Faulty.ScaledToZero() with { Gaps = ["autoscaler: Forbidden"] }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void One_that_works_off_a_queue_has_no_Service_and_is_missed_all_the_same() =>
        (Faulty.ScaledToZero() with { Services = [] }).After(Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.replicas", "2", "0"))).Diagnose()
            .Top.ShouldSatisfyAllConditions(top => top.Cause.ShouldBe(Cause.ScaledToZero), top => top.Headline.ShouldBe("cart is scaled to zero, and what it did is left undone."));

    [Fact]
    public void A_workload_that_no_Service_needs_may_rest() =>
        (Faulty.ScaledToZero() with { Services = [] }).Diagnose().Of(Cause.ScaledToZero).ShouldBeNull();

    [Fact]
    public void A_workload_at_zero_since_last_year_is_less_suspect()
    {
        var longAgo = With(state => state with { Changes = [new ChangeView("kubectl", "Update", Some.Noon - TimeSpan.FromDays(300), ["spec.replicas"])] });

        longAgo.Diagnose().ProbabilityOf(Cause.ScaledToZero).ShouldBeLessThan(Faulty.ScaledToZero().Diagnose().ProbabilityOf(Cause.ScaledToZero));
    }

    private static Evidence With(Func<WorkloadView, WorkloadView> change)
    {
        var broken = Faulty.ScaledToZero();
        return broken with { State = change(broken.State!) };
    }
}
