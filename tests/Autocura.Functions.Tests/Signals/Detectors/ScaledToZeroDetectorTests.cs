using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ScaledToZeroDetectorTests
{
    private readonly ISweepDetector detector = new ScaledToZeroDetector();

    private static SweepScene Resting(WorkloadLook? workload = null) => SomeScene.Well() with
    {
        Workloads = [workload ?? SomeScene.Workload(wanted: 0, ready: 0) with { ScaledAt = SomeScene.Ago(minutes: 5) }],
        Services = [SomeScene.Service(ready: 0)],
    };

    [Fact]
    public void A_workload_behind_a_Service_that_runs_nothing_is_told() => detector.ShouldFind(Resting()).Since.ShouldBe(SomeScene.Ago(minutes: 5));

    [Fact]
    public void One_that_no_Service_leads_to_may_rest() => detector.ShouldBeSilent(Resting() with { Services = [] });

    [Fact]
    public void One_that_a_person_has_marked_may_rest() =>
        detector.ShouldBeSilent(Resting(SomeScene.Workload(wanted: 0, ready: 0) with { IsLeftAlone = true, ScaledAt = SomeScene.Ago(minutes: 5) }));

    [Fact]
    public void One_that_an_autoscaler_may_take_to_zero_may_rest()
    {
        var scaler = new AutoscalerLook("cart", SomeScene.Cart) { MayRest = true };
        detector.ShouldBeSilent(Resting() with { Autoscalers = [scaler] });
        detector.ShouldFind(Resting() with { Autoscalers = [scaler with { MayRest = false }] });
    }

    [Fact]
    public void The_resting_half_of_a_pair_is_not_missed()
    {
        var pair = Resting();
        detector.ShouldBeSilent(pair with { Workloads = [.. pair.Workloads, SomeScene.Workload("cart-green") with { PodLabels = new Dictionary<string, string> { ["app"] = "cart" } }] });
    }
}
