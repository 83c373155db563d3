using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class TargetScopeRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new TargetScopeRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithTarget("payments");

    [Fact]
    public void The_reason_names_what_lies_outside() => Guardrail.Review(Objectionable).Reason
        .ShouldBe("RollBackRelease would change Deployment payments/cart, outside the incident's namespace shop.");
}
