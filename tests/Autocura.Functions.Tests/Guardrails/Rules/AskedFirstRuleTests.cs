using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class AskedFirstRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new AskedFirstRule();

    protected override PlanUnderReview Objectionable => Prescribed(needsApproval: true);

    [Fact]
    public void A_runbook_that_asks_first_needs_a_person_in_every_mode() => Guardrail.Review(Objectionable).Kind.ShouldBe(VerdictKind.NeedsApproval);

    [Fact]
    public void A_runbook_that_does_not_ask_needs_none() => Guardrail.Review(Prescribed(needsApproval: false)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Prescribed(bool needsApproval)
    {
        var review = SomePlan.UnderReview();
        return review with { Plan = review.Plan with { Origin = new PlanOrigin(PrescriptionSource.Runbook, new("autocura.cognitiva.io/v1alpha1", "Runbook", "shop", "restart"), "1") { NeedsApproval = needsApproval } } };
    }
}
