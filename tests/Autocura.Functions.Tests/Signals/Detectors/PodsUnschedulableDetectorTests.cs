using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class PodsUnschedulableDetectorTests
{
    private readonly ISweepDetector detector = new PodsUnschedulableDetector();

    [Fact]
    public void The_scheduler_is_quoted() =>
        detector.ShouldFind(SomeScene.With(SomeScene.Pod() with { Unschedulable = "0/3 nodes are available: 3 Insufficient cpu.", UnschedulableSince = SomeScene.Ago(minutes: 5) }))
            .Detail.ShouldBe("1 pod: 0/3 nodes are available: 3 Insufficient cpu.");

    [Fact]
    public void An_autoscaler_may_be_bringing_a_node() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod() with { Unschedulable = "0/3 nodes are available", UnschedulableSince = SomeScene.Ago(minutes: 1) }));
}
