using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class QuotaDetectorTests
{
    private readonly QuotaDetector detector = new QuotaDetector();

    private const string Message = "pods \"web-2\" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=4, limited: pods=4";

    [Fact]
    public void A_Deployment_says_it_itself() => detector.ShouldFind(SomeScene.With(SomeScene.Workload() with
    {
        Conditions = [new ConditionLook("ReplicaFailure", true, "FailedCreate", Message, SomeScene.Ago(minutes: 2))],
    })).Detail.ShouldContain("exceeded quota: compute");

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Of_a_StatefulSet_an_event_tells_and_is_outlived_by_its_trouble(int ready, bool isTold)
    {
        var scene = SomeScene.With(SomeScene.Workload("web", 2, ready, "StatefulSet")) with
        {
            Refusals = [new CreationRefusal(new Subject("StatefulSet", "shop", "web"), Message, SomeScene.Ago(minutes: 3), SomeScene.Ago(seconds: 10))],
        };
        detector.Detect(scene).Any().ShouldBe(isTold);
    }

    [Fact]
    public void Another_refusal_is_not_a_quota() => detector.ShouldBeSilent(SomeScene.With(SomeScene.Workload("web", 2, 1, "StatefulSet")) with
    {
        Refusals = [new CreationRefusal(new Subject("StatefulSet", "shop", "web"), "error looking up service account", SomeScene.Ago(minutes: 3), SomeScene.Ago(seconds: 10))],
    });
}
