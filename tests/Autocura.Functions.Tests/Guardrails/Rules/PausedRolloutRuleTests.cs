using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class PausedRolloutRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new PausedRolloutRule();

    protected override PlanUnderReview Objectionable => Paused(ActionNames.RollBackRelease);

    [Fact]
    public void The_replicas_of_a_paused_workload_may_change() => Guardrail.Review(Paused(ActionNames.ScaleWorkload)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Paused(string action)
    {
        var review = SomePlan.UnderReview(action);
        return review with { Evidence = review.Evidence with { State = review.Evidence.State! with { Paused = true } } };
    }
}
