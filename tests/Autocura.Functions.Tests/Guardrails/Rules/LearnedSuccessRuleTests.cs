using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class LearnedSuccessRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new LearnedSuccessRule();

    protected override PlanUnderReview Objectionable => After(10, 1);

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Success = Fact<PastSuccess>.Unread(gap, mayComeRight) };

    [Theory]
    [InlineData(4, 0, VerdictKind.Allowed)]
    [InlineData(5, 0, VerdictKind.NeedsApproval)]
    [InlineData(10, 1, VerdictKind.NeedsApproval)]
    [InlineData(10, 3, VerdictKind.Allowed)]
    [InlineData(100, 95, VerdictKind.Allowed)]
    public void A_remedy_that_seldom_helped_is_asked_about_once_there_are_cases_enough(int cases, int helped, VerdictKind expected) =>
        Guardrail.Review(After(cases, helped)).Kind.ShouldBe(expected);

    [Fact]
    public void The_reason_gives_the_numbers() =>
        Guardrail.Review(Objectionable).Reason.ShouldBe("RollBackRelease for CrashAfterRelease helped in 1 of 10 cases: below 30% a person must approve it.");

    [Fact]
    public void Where_its_cases_make_no_sense_a_person_is_asked()
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Success = Fact<PastSuccess>.Of(new PastSuccess(0, 0) { Unreadable = "it is null. Delete this entry to begin anew" }) }));

        verdict.Kind.ShouldBe(VerdictKind.NeedsApproval);
        verdict.Reason.ShouldContain("makes no sense (it is null. Delete this entry to begin anew)");
    }

    private static PlanUnderReview After(int cases, int helped) => SomePlan.With(facts => facts with { Success = Fact<PastSuccess>.Of(new PastSuccess(cases, helped)) });
}
