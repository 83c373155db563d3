using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class AutoscalerRuleTests
{
    [Fact]
    public void An_autoscaler_whose_target_was_lowered_stands_at_its_maximum_for_nothing()
    {
        var lowered = Altered.Object("HorizontalPodAutoscaler", "cart", ObjectRelation.Scaling, new FieldChange("spec.metrics[cpu].target.averageUtilization", "70", "5")) with { Target = Strained.Autoscaler };

        var diagnosis = AtMaximum().After(lowered).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.AutoscalerMisconfigured);
        diagnosis.Top.Culprit.ShouldBe(Strained.Autoscaler);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Load_that_is_real_is_no_fault_of_its_target() => Strained.SurgeBehind(Strained.AtMaximum()).Diagnose().Top.Cause.ShouldBe(Cause.TrafficSurge);

    [Fact]
    public void One_with_room_that_nobody_changed_is_not_suspected() =>
        AtMaximum().Around(view => view with { Autoscaler = view.Autoscaler! with { Maximum = 20 } }).Diagnose().Of(Cause.AutoscalerMisconfigured).ShouldBeNull();

    private static Evidence AtMaximum() => Some.Evidence().Around(view => view with { Autoscaler = Strained.AtMaximum() }).With(Strained.Flat(Signal.RequestRate, 20));
}
