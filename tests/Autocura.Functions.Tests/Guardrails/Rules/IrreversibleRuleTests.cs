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

    [Fact]
    public void A_person_is_asked_where_the_profile_says_so()
    {
        var review = SomePlan.UnderReview();
        var careful = review.Profiles.ToDictionary(profile => profile.Key, profile => profile.Value with { AsksFirst = ["Deployment"] });

        Guardrail.Review(review with { Profiles = careful }).Reason.ShouldBe("RollBackRelease of a Deployment is not done without a person's word.");
        Guardrail.Review(review with { Profiles = careful.ToDictionary(profile => profile.Key, profile => profile.Value with { AsksFirst = ["Node"] }) }).Kind.ShouldBe(VerdictKind.Allowed);
    }
}
