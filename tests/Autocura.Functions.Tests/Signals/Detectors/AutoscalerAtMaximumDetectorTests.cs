using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class AutoscalerAtMaximumDetectorTests
{
    private readonly ISweepDetector detector = new AutoscalerAtMaximumDetector();

    private static SweepScene Scaled(int current, int minutes) => SomeScene.Well() with
    {
        Autoscalers = [new AutoscalerLook("cart", SomeScene.Cart) { Current = current, Maximum = 5, Conditions = [new ConditionLook("ScalingLimited", true, "TooManyReplicas", "", SomeScene.Ago(minutes: minutes))] }],
    };

    [Fact]
    public void One_that_would_run_more_than_it_may_is_told_after_a_while() => detector.ShouldFind(Scaled(5, minutes: 6)).Detail.ShouldContain("maximum of 5");

    [Fact]
    public void Not_at_once_and_not_below_its_maximum()
    {
        detector.ShouldBeSilent(Scaled(5, minutes: 2));
        detector.ShouldBeSilent(Scaled(4, minutes: 20));
    }
}
