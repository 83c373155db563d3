using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ChaosRuleTests
{
    private static readonly ObjectRef Schedule = Nearby.Named("Schedule", "burn", "chaos-mesh.org/v1alpha1");
    private static readonly ObjectRef Loss = Nearby.Named("NetworkChaos", "loud", "chaos-mesh.org/v1alpha1");

    [Fact]
    public void A_running_experiment_is_named_and_paused()
    {
        var top = Under(Nearby.Failing(), Running()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ChaosExperiment);
        top.Culprit.ShouldBe(Running().Ref);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("StressChaos shop/burn does it on purpose: stress on app=cart.");
        top.Remedies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(remedy => remedy.Action.ShouldBe(ActionNames.PauseChaos), remedy => remedy.Target.ShouldBe(Running().Ref));
    }

    [Fact]
    public void What_starts_it_again_is_at_fault_and_not_the_single_run()
    {
        var top = Under(Nearby.Failing(), Running() with { Schedule = Schedule }).Diagnose().Top;

        top.Culprit.ShouldBe(Schedule);
        top.Remedies.ShouldHaveSingleItem().Target.ShouldBe(Schedule);
    }

    [Fact]
    public void Experiments_that_run_together_are_ended_together() =>
        Under(Nearby.Failing(), Running(), Running() with { Ref = Loss }).Diagnose()
            .Top.Remedies.Select(remedy => (remedy.Target.Kind, remedy.JoinsPrevious)).ShouldBe([("StressChaos", false), ("NetworkChaos", true)]);

    [Fact]
    public void Runs_of_one_schedule_need_one_pause() =>
        Under(Nearby.Failing(), Running() with { Schedule = Schedule }, Running() with { Ref = Loss, Schedule = Schedule }).Diagnose().Top.Remedies.Count.ShouldBe(1);

    [Fact]
    public void A_run_that_pauses_between_two_turns_is_suspected_less() =>
        Under(Nearby.Failing(), Running() with { Schedule = Schedule, IsRunning = false }).Diagnose().ProbabilityOf(Cause.ChaosExperiment)
            .ShouldBeLessThan(Under(Nearby.Failing(), Running() with { Schedule = Schedule }).Diagnose().ProbabilityOf(Cause.ChaosExperiment));

    [Fact]
    public void An_experiment_that_began_after_the_trouble_is_not_its_cause() =>
        Under(Nearby.Failing(), Running() with { Since = Some.Noon - TimeSpan.FromMinutes(1) }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_workload_that_bears_it_is_suspected_less_of_being_its_victim() =>
        Under(Nearby.Serving(), Running()).Diagnose().ProbabilityOf(Cause.ChaosExperiment)
            .ShouldBeLessThan(Under(Nearby.Failing(), Running()).Diagnose().ProbabilityOf(Cause.ChaosExperiment));

    [Fact]
    public void Where_requests_have_been_served_under_it_for_minutes_nothing_is_wrong() =>
        Under(Nearby.Serving(), Running()).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void Pods_that_had_to_be_made_anew_since_show_that_it_hit_though_all_is_served_again()
    {
        var again = Nearby.Serving();
        again = again with { Pods = [.. again.Pods.Select(pod => pod with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(4), ReadySince = Some.Noon - TimeSpan.FromMinutes(3) })] };

        Under(again, Running()).Diagnose().Top.Cause.ShouldBe(Cause.ChaosExperiment);
    }

    [Theory]
    [InlineData(ExperimentHit.Node)]
    [InlineData(ExperimentHit.ControlPlane)]
    public void One_that_hits_the_pods_is_suspected_before_one_that_hits_what_they_share(ExperimentHit hits) =>
        Under(Nearby.Failing(), Running() with { Hits = hits }).Diagnose().ProbabilityOf(Cause.ChaosExperiment)
            .ShouldBeLessThan(Under(Nearby.Failing(), Running()).Diagnose().ProbabilityOf(Cause.ChaosExperiment));

    [Fact]
    public void Memory_that_it_fills_shows_though_requests_are_served() =>
        Under(Nearby.Serving(), Running()).With(Strained.Series(Signal.Memory, 80e6, 6e9)).Diagnose().Top.Cause.ShouldBe(Cause.ChaosExperiment);

    [Fact]
    public void An_image_that_is_not_there_needs_no_experiment_to_fail() => Under(Faulty.BadImage(), Running()).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);

    [Fact]
    public void An_experiment_that_is_over_and_does_not_come_back_is_no_suspect() =>
        Under(Nearby.Failing(), Running() with { IsRunning = false }).Diagnose().Of(Cause.ChaosExperiment).ShouldBeNull();

    private static ExperimentView Running() => new()
    {
        Ref = Nearby.Named("StressChaos", "burn", "chaos-mesh.org/v1alpha1"),
        Action = "stress",
        Selects = "app=cart",
        IsRunning = true,
        Since = Nearby.AMinuteBefore,
    };

    private static Evidence Under(Evidence evidence, params ExperimentView[] experiments) => evidence.Around(around => around with { Experiments = experiments });
}
