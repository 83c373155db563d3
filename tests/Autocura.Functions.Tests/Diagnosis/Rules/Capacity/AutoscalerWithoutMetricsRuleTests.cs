using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class AutoscalerWithoutMetricsRuleTests
{
    [Fact]
    public void Load_that_an_autoscaler_cannot_see_is_its_fault()
    {
        var diagnosis = Strained.SurgeBehind(Strained.Blind()).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.AutoscalerWithoutMetrics);
        diagnosis.Top.Culprit.ShouldBe(Strained.Autoscaler);
        diagnosis.Top.Headline.ShouldBe("HorizontalPodAutoscaler shop/cart cannot read its metrics (ScalingActive=False: FailedGetResourceMetric) and leaves cart at 2 replicas.");
        diagnosis.Hypotheses[1].Cause.ShouldBe(Cause.TrafficSurge);
    }

    [Fact]
    public void Replicas_are_added_by_hand_within_its_bounds()
    {
        Strained.SurgeBehind(Strained.Blind()).Diagnose().Top.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=6"]);
        Strained.SurgeBehind(Strained.Blind() with { Maximum = 3 }).Diagnose().Of(Cause.AutoscalerWithoutMetrics)!.Remedies.InShort().ShouldBe(["ScaleWorkload replicas=3"]);
    }

    [Fact]
    public void An_autoscaler_that_sees_is_not_blamed() =>
        Strained.SurgeBehind(Strained.AtMaximum()).Diagnose().Of(Cause.AutoscalerWithoutMetrics).ShouldBeNull();

    [Fact]
    public void One_that_rests_at_zero_replicas_is_not_blind() =>
        Strained.SurgeBehind(Strained.Blind() with { Conditions = ["ScalingActive=False: ScalingDisabled"] }).Diagnose().Of(Cause.AutoscalerWithoutMetrics).ShouldBeNull();

    [Fact]
    public void Where_nobody_asks_for_more_it_harms_nobody()
    {
        var quiet = Some.Evidence() with { ErrorRatio = 0.001, RequestRate = 20, Surroundings = new SurroundingsView { Autoscaler = Strained.Blind() } };

        quiet.With(Strained.Flat(Signal.RequestRate, 20)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
    }

    [Fact]
    public void A_container_that_requests_nothing_is_why_a_share_cannot_be_told()
    {
        var unrequested = Strained.SurgeBehind(Strained.Blind() with
        {
            Conditions = ["ScalingActive=False: FailedGetResourceMetric (failed to get cpu utilization: missing request for cpu in container app of Pod cart-2-a)"],
        });

        unrequested.Diagnose().Top.Culprit.ShouldBe(Some.Cart.Target());
    }
}
