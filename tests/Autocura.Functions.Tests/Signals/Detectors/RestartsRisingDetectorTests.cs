using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class RestartsRisingDetectorTests
{
    private readonly RestartsRisingDetector detector = new RestartsRisingDetector();

    [Fact]
    public void A_container_that_waits_for_its_next_start_after_several_is_told() =>
        detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container("CrashLoopBackOff", restarts: 3, lastEnd: "Error")))).Detail.ShouldContain("restarted 3 times");

    [Fact]
    public void A_count_that_is_high_but_stands_still_is_history() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container(restarts: 400, lastEnd: "Error"))));

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void What_rose_since_an_earlier_look_counts(int restarts, bool isTold)
    {
        var scene = SomeScene.With(SomeScene.Pod(SomeScene.Container(restarts: restarts, lastEnd: "Error"))) with
        {
            Restarts = new Dictionary<string, RestartSample> { ["cart-1-a/app"] = RestartSample.First("shop", "cart-1-a/app", new RestartCount(5, SomeScene.Ago(minutes: 4))) },
        };
        detector.Detect(scene).Any().ShouldBe(isTold);
    }

    [Fact]
    public void All_restarts_of_a_pod_that_is_young_are_new() =>
        detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container(restarts: 3, lastEnd: "Error")) with { CreatedAt = SomeScene.Ago(minutes: 5) }));
}
