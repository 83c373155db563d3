using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Planning.Advising;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ModelAdviceRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new ModelAdviceRule();

    protected override PlanUnderReview Objectionable => Advised(isAlone: true);

    [Theory]
    [InlineData(OperatingMode.Auto, VerdictKind.NeedsApproval)]
    [InlineData(OperatingMode.Approve, VerdictKind.NeedsApproval)]
    [InlineData(OperatingMode.Suggest, VerdictKind.Denied)]
    [InlineData(OperatingMode.Observe, VerdictKind.Denied)]
    public void A_plan_that_rests_on_a_model_alone_is_never_carried_out_unasked(OperatingMode mode, VerdictKind verdict)
    {
        var review = Objectionable with { Settings = new IncidentSettings { Mode = mode } };

        Guardrail.Review(review).Reason.ShouldBe("It rests on the word of a language model alone (OPENAI test-1): a person must approve it.");
        GuardrailReview.Review(RegisteredGuardrails.All(), review).Kind.ShouldBe(verdict);
    }

    [Fact]
    public void A_plan_that_the_rules_would_have_made_too_is_judged_as_ever() => Guardrail.Review(Advised(isAlone: false)).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void A_plan_of_which_no_model_has_spoken_is_judged_as_ever() => Guardrail.Review(SomePlan.UnderReview()).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Advised(bool isAlone)
    {
        var review = SomePlan.UnderReview();
        return review with { Plan = review.Plan with { Advice = new PlanAdvice("OPENAI test-1", AdviserKey.Of("OPENAI", "test-1"), Agrees: true, isAlone) } };
    }
}
