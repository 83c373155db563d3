using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class TargetScopeRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new TargetScopeRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithTarget("payments");

    [Fact]
    public void A_namespace_of_that_name_in_another_cluster_lies_outside_too()
    {
        var review = SomePlan.WithTarget("shop");
        var foreign = review.Plan.Steps[0] with { Target = review.Plan.Steps[0].Target with { Cluster = "west" } };
        Guardrail.Review(review with { Plan = review.Plan with { Steps = [foreign] } }).Reason
            .ShouldBe("RollBackRelease would change Deployment shop/cart in cluster west, outside the incident's namespace shop in cluster test.");
    }

    [Fact]
    public void The_reason_names_what_lies_outside() => Guardrail.Review(Objectionable).Reason
        .ShouldBe("RollBackRelease would change Deployment payments/cart, outside the incident's namespace shop.");
}
