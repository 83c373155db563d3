using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class CriticalityRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new CriticalityRule();

    protected override PlanUnderReview Objectionable => SomePlan.Annotated(Annotations.Criticality, "critical");

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread(gap, mayComeRight) };

    [Theory]
    [InlineData("critical", VerdictKind.NeedsApproval)]
    [InlineData("High", VerdictKind.Allowed)]
    [InlineData("low", VerdictKind.Allowed)]
    [InlineData("very", VerdictKind.NeedsApproval)]
    [InlineData("3", VerdictKind.NeedsApproval)]
    public void A_word_on_the_workload_or_its_namespace_counts(string word, VerdictKind expected)
    {
        Guardrail.Review(SomePlan.Annotated(Annotations.Criticality, word)).Kind.ShouldBe(expected);
        Guardrail.Review(SomePlan.Annotated(Annotations.Criticality, word, onNamespace: true)).Kind.ShouldBe(expected);
    }

    [Fact]
    public void The_setting_says_from_which_on()
    {
        var review = SomePlan.Annotated(Annotations.Criticality, "medium");
        var careful = new IncidentSettings { Mode = OperatingMode.Auto, Review = new ReviewSettings { ApproveFrom = Criticality.Medium } };

        Guardrail.Review(review).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(review with { Settings = careful }).Kind.ShouldBe(VerdictKind.NeedsApproval);
    }
}
