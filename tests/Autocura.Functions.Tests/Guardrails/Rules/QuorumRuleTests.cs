using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class QuorumRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new QuorumRule();

    protected override PlanUnderReview Objectionable => SomePlan.Annotated(Annotations.Approvals, "two");

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread(gap, mayComeRight) };

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("-1")]
    [InlineData("")]
    public void A_number_that_nobody_can_gather_denies_by_name(string word) =>
        Guardrail.Review(SomePlan.Annotated(Annotations.Approvals, word)).Reason.ShouldBe($"autocura.io/approvals on Deployment shop/cart is \"{word}\", which is no number from 1 to 5.");

    [Theory]
    [InlineData("3", 2, 3)]
    [InlineData("1", 2, 2)]
    public void The_larger_number_counts(string word, int setting, int expected)
    {
        var review = SomePlan.Annotated(Annotations.Approvals, word) with { Settings = new IncidentSettings { Mode = OperatingMode.Auto, Review = new ReviewSettings { Approvers = setting } } };

        Quorum.Of(review).ShouldBe(expected);
        GuardrailReview.Review([Guardrail], review).Approvers.ShouldBe(expected);
    }
}
