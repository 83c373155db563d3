using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class RestRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new RestRule();

    protected override PlanUnderReview Objectionable => Resting(TimeSpan.FromSeconds(90));

    [Fact]
    public void A_policy_waits_until_its_cooldown_is_over()
    {
        var verdict = Guardrail.Review(Objectionable);

        (verdict.Kind, verdict.ChangesAt).ShouldBe((VerdictKind.Wait, SomePlan.UnderReview().Now.AddSeconds(90)));
    }

    [Fact]
    public void After_its_cooldown_a_policy_may_act() => Guardrail.Review(Resting(TimeSpan.Zero)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Resting(TimeSpan left)
    {
        var review = SomePlan.UnderReview();
        return review with { Plan = review.Plan with { Origin = new PlanOrigin(PrescriptionSource.HealingPolicy, new("autocura.cognitiva.io/v1", "HealingPolicy", "shop", "cart"), "1") { RestUntil = review.Now + left } } };
    }
}
