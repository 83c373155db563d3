using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class AutoscalerRuleTests
{
    [Fact]
    public void A_target_that_was_changed_and_drives_it_to_its_maximum_is_put_back()
    {
        var top = Steady(Strained.AtMaximum()).After(Changed()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.AutoscalerMisconfigured);
        top.Culprit.ShouldBe(Strained.Autoscaler);
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Headline.ShouldBe("HorizontalPodAutoscaler shop/cart stands at 4 of at most 4 replicas (cpu 70 %, now 140 %).");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Load_that_is_real_is_no_fault_of_the_autoscaler()
    {
        var surge = Strained.SurgeBehind(Strained.AtMaximum()).Diagnose();

        surge.Top.Cause.ShouldBe(Cause.TrafficSurge);
        surge.ProbabilityOf(Cause.AutoscalerMisconfigured).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void One_that_always_stands_at_its_maximum_explains_no_new_trouble() =>
        Steady(Strained.AtMaximum()).Diagnose().ProbabilityOf(Cause.AutoscalerMisconfigured)
            .ShouldBeLessThan(Steady(Strained.AtMaximum()).After(Changed()).Diagnose().ProbabilityOf(Cause.AutoscalerMisconfigured) / 2);

    [Fact]
    public void Without_a_known_good_a_higher_maximum_is_worth_a_try_and_no_more()
    {
        var remedy = Steady(Strained.AtMaximum()).Diagnose().Of(Cause.AutoscalerMisconfigured)!.Remedies.ShouldHaveSingleItem();

        new[] { remedy }.InShort().ShouldBe(["AdjustAutoscaler maxReplicas=8"]);
        remedy.Chance.ShouldBe(CureChance.Weak);
    }

    [Fact]
    public void One_that_could_still_grow_is_suspected_less() =>
        Steady(Strained.AtMaximum() with { Current = 2, Desired = 2 }).After(Changed()).Diagnose().ProbabilityOf(Cause.AutoscalerMisconfigured)
            .ShouldBeLessThan(Steady(Strained.AtMaximum()).After(Changed()).Diagnose().ProbabilityOf(Cause.AutoscalerMisconfigured));

    [Fact]
    public void One_that_is_as_it_was_and_could_grow_is_no_suspect() =>
        Steady(Strained.AtMaximum() with { Current = 2, Desired = 2 }).Diagnose().Of(Cause.AutoscalerMisconfigured).ShouldBeNull();

    private static ObjectChange Changed() => Nearby.Change(Strained.Autoscaler, ObjectRelation.Scaling, new FieldChange("spec.metrics[cpu].resource.target.averageUtilization", "70", "7"));

    private static Evidence Steady(AutoscalerView autoscaler) => Nearby.Serving().With(Strained.Flat(Signal.RequestRate, 20)).Around(around => around with { Autoscaler = autoscaler });
}
