using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ChaosRuleTests
{
    private static readonly ObjectRef Schedule = new("chaos-mesh.org/v1alpha1", "Schedule", "shop", "burn-hourly");

    [Fact]
    public void An_experiment_that_runs_is_why_its_target_suffers()
    {
        var diagnosis = Strained.Throttled().Around(view => view with { Experiments = [Strained.Experiment()] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ChaosExperiment);
        diagnosis.Top.Culprit.ShouldBe(Strained.Experiment().Ref);
        diagnosis.Top.Remedies.InShort().ShouldBe(["PauseChaos"]);
    }

    [Fact]
    public void What_starts_it_again_is_paused()
    {
        var again = Strained.Throttled().Around(view => view with { Experiments = [Strained.Experiment() with { Schedule = Schedule }] });

        again.Diagnose().Top.Culprit.ShouldBe(Schedule);
        again.Diagnose().Top.Remedies.ShouldHaveSingleItem().Target.ShouldBe(Schedule);
    }

    [Fact]
    public void One_that_is_over_is_not_blamed() =>
        Strained.Throttled().Around(view => view with { Experiments = [Strained.Experiment() with { IsRunning = false }] }).Diagnose().Of(Cause.ChaosExperiment).ShouldBeNull();

    [Fact]
    public void A_release_whose_image_is_not_there_fails_without_it() =>
        Faulty.BadImage().Around(view => view with { Experiments = [Strained.Experiment() with { Since = Some.Noon - TimeSpan.FromHours(5) }] }).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);
}
