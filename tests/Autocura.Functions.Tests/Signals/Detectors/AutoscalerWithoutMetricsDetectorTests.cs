using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class AutoscalerWithoutMetricsDetectorTests
{
    private readonly ISweepDetector detector = new AutoscalerWithoutMetricsDetector();

    private static SweepScene Saying(string type, bool isTrue, string reason) => SomeScene.Well() with
    {
        Autoscalers = [new AutoscalerLook("cart", SomeScene.Cart) { Conditions = [new ConditionLook(type, isTrue, reason, "unable to get metrics", SomeScene.Ago(minutes: 6))] }],
    };

    [Theory]
    [InlineData("ScalingActive", "FailedGetResourceMetric")]
    [InlineData("AbleToScale", "FailedGetScale")]
    public void One_that_is_blind_is_told(string type, string reason) => detector.ShouldFind(Saying(type, false, reason)).Detail.ShouldContain(reason);

    [Fact]
    public void One_that_is_switched_off_or_sees_is_not()
    {
        detector.ShouldBeSilent(Saying("ScalingActive", false, "ScalingDisabled"));
        detector.ShouldBeSilent(Saying("ScalingActive", true, "ValidMetricFound"));
    }
}
