using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ContainerOutOfMemoryDetectorTests
{
    private readonly ISweepDetector detector = new ContainerOutOfMemoryDetector();

    [Fact]
    public void A_kill_for_memory_is_told_at_once_though_the_pod_runs_again()
    {
        var finding = detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container(restarts: 1, lastEnd: "OOMKilled", secondsAgo: 5)) with { IsReady = true }));
        finding.Subject.ShouldBe(SomeScene.Cart);
        finding.Since.ShouldBe(SomeScene.Ago(seconds: 5));
    }

    [Theory]
    [InlineData("OOMKilled", 3600)]
    [InlineData("Error", 5)]
    public void Another_end_or_one_of_long_ago_is_not(string end, int secondsAgo) =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container(restarts: 9, lastEnd: end, secondsAgo: secondsAgo))));

    [Fact]
    public void A_hundred_pods_of_one_workload_are_one_finding() =>
        detector.ShouldFind(SomeScene.With([.. Enumerable.Range(0, 100).Select(n => SomeScene.Pod(SomeScene.Container(restarts: n, lastEnd: "OOMKilled", secondsAgo: n)) with { Name = $"cart-1-{n}" })]))
            .Detail.ShouldStartWith("100 pods or more: container app was killed for memory");
}
