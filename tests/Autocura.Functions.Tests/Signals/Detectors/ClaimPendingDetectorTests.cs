using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ClaimPendingDetectorTests
{
    private readonly ISweepDetector detector = new ClaimPendingDetector();

    private static readonly ClaimLook Unbound = new("data", "Pending", "fast", SomeScene.Ago(days: 1));

    [Fact]
    public void A_volume_that_a_pod_waits_for_is_told() =>
        detector.ShouldFind(SomeScene.With(SomeScene.Pod() with { Claims = ["data"], CreatedAt = SomeScene.Ago(minutes: 5) }) with { Claims = [Unbound] })
            .ShouldSatisfyAllConditions(finding => finding.About.ShouldBe("data"), finding => finding.Since.ShouldBe(SomeScene.Ago(minutes: 5)));

    [Fact]
    public void A_claim_that_no_pod_waits_for_is_bound_when_the_first_one_comes() => detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod()) with { Claims = [Unbound] });
}
