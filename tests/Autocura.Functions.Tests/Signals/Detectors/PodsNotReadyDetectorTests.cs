using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class PodsNotReadyDetectorTests
{
    private readonly ISweepDetector detector = new PodsNotReadyDetector();

    [Fact]
    public void A_pod_that_was_ready_and_has_not_been_for_a_while_is_told() => detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container()))).Since.ShouldBe(SomeScene.Ago(minutes: 10));

    [Fact]
    public void A_pod_that_only_starts_is_left_in_peace() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container()) with { CreatedAt = SomeScene.Ago(minutes: 2), NotReadySince = SomeScene.Ago(minutes: 2) }));

    [Fact]
    public void A_pod_that_fell_out_of_service_a_minute_ago_may_come_back() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container()) with { NotReadySince = SomeScene.Ago(minutes: 1) }));

    [Fact]
    public void A_startup_probe_says_itself_how_long_a_start_may_take()
    {
        var slow = SomeScene.Pod(SomeScene.Container()) with { CreatedAt = SomeScene.Ago(minutes: 10), StartupAllowance = TimeSpan.FromMinutes(15) };
        detector.ShouldBeSilent(SomeScene.With(slow));
        detector.ShouldFind(SomeScene.With(slow with { StartupAllowance = TimeSpan.FromMinutes(9) }));
    }

    [Fact]
    public void What_waits_for_an_image_or_a_node_has_a_detector_of_its_own()
    {
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container("ImagePullBackOff"))));
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod() with { Unschedulable = "0/3 nodes are available" }));
        detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container("PodInitializing"))));
    }
}
