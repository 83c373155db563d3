using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class OperatorRefusedDetectorTests
{
    private const string Message = "StatefulSet.apps \"basic-tidb\" is invalid: spec.updateStrategy: Invalid value: \"Sometimes\"";

    private static readonly Subject Cluster = new("TidbCluster", "shop", "basic");

    private readonly OperatorRefusedDetector detector = new();

    [Fact]
    public void It_is_told_of_the_workload_that_the_refusal_names()
    {
        var finding = detector.ShouldFind(Scene(writtenMinutesAgo: 3, refusedSecondsAgo: 20));

        finding.Subject.ShouldBe(new Subject("StatefulSet", "shop", "basic-tidb"));
        finding.Detail.ShouldContain("spec.updateStrategy");
        finding.Since.ShouldBe(SomeScene.Ago(minutes: 3));
    }

    [Fact]
    public void A_refusal_from_before_the_resource_was_last_changed_says_nothing() => detector.ShouldBeSilent(Scene(writtenMinutesAgo: 1, refusedSecondsAgo: 90));

    [Fact]
    public void What_was_refused_long_ago_and_not_again_says_nothing() => detector.ShouldBeSilent(Scene(writtenMinutesAgo: 40, refusedSecondsAgo: 1500));

    [Fact]
    public void A_resource_whose_workloads_are_not_known_is_nobodys_trouble() =>
        detector.ShouldBeSilent(Scene(writtenMinutesAgo: 3, refusedSecondsAgo: 20) with { Workloads = [SomeScene.Workload("web", 1, 1, "StatefulSet")] });

    private static SweepScene Scene(int writtenMinutesAgo, int refusedSecondsAgo) =>
        SomeScene.With(Owned("basic-pd"), Owned("basic-tidb"), SomeScene.Workload("web", 1, 1, "StatefulSet")) with
        {
            Owners = [new OwnerLook(Cluster, SomeScene.Ago(minutes: writtenMinutesAgo))],
            Refusals = [new CreationRefusal(Cluster, Message, SomeScene.Ago(minutes: 60), SomeScene.Ago(seconds: refusedSecondsAgo))],
        };

    private static WorkloadLook Owned(string name) => SomeScene.Workload(name, 1, 1, "StatefulSet") with { Owner = Cluster };
}
