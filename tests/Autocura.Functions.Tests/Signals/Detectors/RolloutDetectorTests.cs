using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class RolloutDetectorTests
{
    private readonly ISweepDetector detector = new RolloutDetector();

    private static SweepScene Saying(string type, bool isTrue, string reason, string message = "", int secondsAgo = 90) =>
        SomeScene.With(SomeScene.Workload() with { Conditions = [new ConditionLook(type, isTrue, reason, message, SomeScene.Ago(seconds: secondsAgo))] });

    [Fact]
    public void A_rollout_past_its_deadline_is_told_at_once() => detector.ShouldFind(Saying("Progressing", false, "ProgressDeadlineExceeded", "it timed out", 1)).Detail.ShouldBe("ProgressDeadlineExceeded: it timed out");

    [Fact]
    public void Replicas_that_cannot_be_created_are_told() => detector.ShouldFind(Saying("ReplicaFailure", true, "FailedCreate", "admission webhook denied the request"));

    [Fact]
    public void A_rollout_that_goes_on_or_was_paused_by_a_person_is_not()
    {
        detector.ShouldBeSilent(Saying("Progressing", true, "ReplicaSetUpdated"));
        detector.ShouldBeSilent(Saying("Progressing", false, "DeploymentPaused"));
    }

    [Fact]
    public void A_quota_has_a_detector_of_its_own() => detector.ShouldBeSilent(Saying("ReplicaFailure", true, "FailedCreate", "pods is forbidden: exceeded quota: compute"));
}
