using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class AttemptsRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new AttemptsRule();

    protected override PlanUnderReview Objectionable => Attempt(4);

    [Theory]
    [InlineData(1, VerdictKind.Allowed)]
    [InlineData(3, VerdictKind.Allowed)]
    [InlineData(4, VerdictKind.Denied)]
    public void Only_so_many_attempts_are_made(int attempt, VerdictKind expected) => Guardrail.Review(Attempt(attempt)).Kind.ShouldBe(expected);

    private static PlanUnderReview Attempt(int attempt) => SomePlan.UnderReview() with { Plan = SomePlan.Plan() with { Attempt = attempt } };
}
