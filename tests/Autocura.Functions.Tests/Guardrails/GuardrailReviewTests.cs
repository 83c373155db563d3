using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class GuardrailReviewTests
{
    [Theory]
    [InlineData(new[] { VerdictKind.Allowed, VerdictKind.Allowed }, VerdictKind.Allowed)]
    [InlineData(new[] { VerdictKind.Allowed, VerdictKind.NeedsApproval }, VerdictKind.NeedsApproval)]
    [InlineData(new[] { VerdictKind.Wait, VerdictKind.NeedsApproval }, VerdictKind.Wait)]
    [InlineData(new[] { VerdictKind.Wait, VerdictKind.Denied, VerdictKind.Allowed }, VerdictKind.Denied)]
    public void The_heaviest_answer_decides_and_all_are_kept(VerdictKind[] answers, VerdictKind expected)
    {
        var verdict = GuardrailReview.Review(answers.Select((answer, index) => new Saying($"Rule{index}", answer)), SomePlan.UnderReview());

        verdict.Kind.ShouldBe(expected);
        verdict.Findings.Count.ShouldBe(answers.Length);
    }

    [Fact]
    public void Every_reason_of_the_deciding_weight_is_given() =>
        GuardrailReview.Review([new Saying("A", VerdictKind.Denied), new Saying("B", VerdictKind.Allowed), new Saying("C", VerdictKind.Denied)], SomePlan.UnderReview())
            .Reason.ShouldBe("A says so. C says so.");

    [Fact]
    public void Without_guardrails_nothing_is_allowed() => GuardrailReview.Review([], SomePlan.UnderReview()).Kind.ShouldBe(VerdictKind.Denied);

    [Fact]
    public void A_guardrail_that_breaks_denies()
    {
        var verdict = GuardrailReview.Review([new Saying("A", VerdictKind.Allowed), new Breaking()], SomePlan.UnderReview());

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldBe("Breaking could not check the plan: the book of rules is lost");
    }

    [Fact]
    public void The_guardrails_of_the_app_allow_a_good_plan() =>
        GuardrailReview.Review(RegisteredGuardrails.All(), SomePlan.UnderReview()).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void The_guardrails_of_the_app_deny_a_plan_about_a_workload_of_which_nothing_is_known()
    {
        var blind = SomePlan.UnderReview() with { Evidence = Some.Evidence() with { State = null, Gaps = ["workload: Forbidden"] } };

        GuardrailReview.Review(RegisteredGuardrails.All(), blind).Kind.ShouldBe(VerdictKind.Denied);
    }

    private sealed record Saying(string Name, VerdictKind Kind) : IGuardrail
    {
        public Verdict Review(PlanUnderReview review) => new(Kind, Name, $"{Name} says so.");
    }

    private sealed class Breaking : IGuardrail
    {
        public string Name => "Breaking";

        public Verdict Review(PlanUnderReview review) => throw new InvalidOperationException("the book of rules is lost");
    }
}
