using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class CriticalityRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new CriticalityRule();

    protected override PlanUnderReview Objectionable => SomePlan.Annotated(Annotations.Criticality, "critical");

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
