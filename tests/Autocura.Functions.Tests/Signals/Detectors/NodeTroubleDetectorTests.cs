using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class NodeTroubleDetectorTests
{
    private readonly ISweepDetector detector = new NodeTroubleDetector();

    private static SweepScene On(NodeLook node) => SomeScene.With(SomeScene.Pod(SomeScene.Container())) with { Nodes = new Dictionary<string, NodeLook> { [node.Name] = node } };

    [Fact]
    public void A_pod_in_trouble_on_a_node_in_trouble_is_laid_to_the_node() =>
        detector.ShouldFind(On(new NodeLook("node-1", "is not ready (KubeletStopped)", SomeScene.Ago(minutes: 3)))).ShouldSatisfyAllConditions(
            finding => finding.Subject.ShouldBe(SomeScene.Cart), finding => finding.About.ShouldBe("node-1"), finding => finding.Since.ShouldBe(SomeScene.Ago(minutes: 3)));

    [Fact]
    public void A_cordon_harms_no_pod_by_itself() => detector.ShouldBeSilent(On(new NodeLook("node-1", "is cordoned", SomeScene.Ago(minutes: 3)) { IsOnlyCordoned = true }));

    [Fact]
    public void Another_nodes_trouble_is_not_this_pods() => detector.ShouldBeSilent(On(new NodeLook("node-2", "is not ready", SomeScene.Ago(minutes: 3))));
}
