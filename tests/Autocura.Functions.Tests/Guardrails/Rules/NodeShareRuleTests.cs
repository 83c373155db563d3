using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class NodeShareRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new NodeShareRule();

    protected override PlanUnderReview Objectionable => Cordoning(new NodeCount(4, ["node-2"]), "node-1");

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Nodes = Fact<NodeCount>.Unread(gap, mayComeRight) };

    [Fact]
    public void A_node_that_is_out_already_is_not_counted_twice() => Guardrail.Review(Cordoning(new NodeCount(4, ["node-1"]), "node-1")).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void With_three_quarters_of_the_nodes_bad_none_is_taken_out() => Guardrail.Review(Cordoning(new NodeCount(4, ["node-1", "node-2", "node-3"]), "node-1")).ShouldBe(
        new Verdict(VerdictKind.Denied, "NodeShare", "With node-1 there would be 3 of 4 nodes out of service: more than 34%."));

    [Fact]
    public void The_last_node_stays_whatever_the_setting_says() =>
        Guardrail.Review(Cordoning(new NodeCount(1, []), "node-1") with { Settings = new IncidentSettings { Mode = OperatingMode.Auto, Review = new ReviewSettings { MostNodesOut = 1 } } })
            .Kind.ShouldBe(VerdictKind.Denied);

    private static PlanUnderReview Cordoning(NodeCount nodes, string node) => SomePlan.WithSteps(
        SomePlan.With(facts => facts with { Nodes = Fact<NodeCount>.Of(nodes) }),
        (ActionNames.CordonNode, new ObjectRef("v1", "Node", "", node)));
}
