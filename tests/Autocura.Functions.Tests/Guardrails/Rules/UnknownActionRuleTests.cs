using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class UnknownActionRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new UnknownActionRule();

    protected override PlanUnderReview Objectionable => SomePlan.UnderReview("Explode");

    [Fact]
    public void The_unknown_action_is_named() => Guardrail.Review(Objectionable).Reason.ShouldStartWith("There is no action named Explode; known are ");

    [Fact]
    public void A_plan_without_steps_is_no_plan() =>
        Guardrail.Review(SomePlan.UnderReview() with { Plan = SomePlan.Plan() with { Steps = [] } }).Kind.ShouldBe(VerdictKind.Denied);
}
