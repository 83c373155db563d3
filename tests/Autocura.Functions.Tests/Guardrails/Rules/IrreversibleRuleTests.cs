using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class IrreversibleRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new IrreversibleRule();

    protected override PlanUnderReview Objectionable => SomePlan.UnderReview("DrainNode");

    [Fact]
    public void A_person_is_asked_before_what_cannot_be_undone() => Guardrail.Review(Objectionable).Kind.ShouldBe(VerdictKind.NeedsApproval);

    [Fact]
    public void An_action_of_which_nothing_is_known_is_not_taken_for_undoable() =>
        Guardrail.Review(SomePlan.UnderReview("Explode")).Kind.ShouldBe(VerdictKind.NeedsApproval);
}
