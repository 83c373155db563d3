using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class QuorumRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new QuorumRule();

    protected override PlanUnderReview Objectionable => SomePlan.Annotated(Annotations.Approvals, "two");

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
