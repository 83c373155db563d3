using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ScalingOwnerRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new ScalingOwnerRule();

    private static readonly ObjectRef Autoscaler = new("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "cart");

    protected override PlanUnderReview Objectionable => Scaled(new ScalerView(Autoscaler, Some.Cart.Target()) { Minimum = 1, Maximum = 5, Current = 2 }, "4");

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Scalers = Fact<IReadOnlyList<ScalerView>>.Unread(gap, mayComeRight) };

    [Fact]
    public void The_reason_names_who_owns_the_replicas() => Guardrail.Review(Objectionable).Reason
        .ShouldBe("HorizontalPodAutoscaler shop/cart owns the replicas of Deployment shop/cart (1 to 5, now 2) and would set them again.");

    [Theory]
    [InlineData("1", VerdictKind.Allowed)]
    [InlineData("5", VerdictKind.Allowed)]
    [InlineData("6", VerdictKind.Denied)]
    public void One_that_sleeps_since_there_are_no_replicas_may_be_woken_within_its_bounds(string replicas, VerdictKind expected) =>
        Guardrail.Review(Scaled(new ScalerView(Autoscaler, Some.Cart.Target()) { Minimum = 1, Maximum = 5 }, replicas)).Kind.ShouldBe(expected);

    [Fact]
    public void One_that_a_person_has_paused_is_left_alone()
    {
        var paused = new ScalerView(Autoscaler with { Kind = "ScaledObject" }, Some.Cart.Target()) { Minimum = 1, Maximum = 5, Paused = "autoscaling.keda.sh/paused=true" };

        Guardrail.Review(Scaled(paused, "2")).Reason.ShouldBe("Somebody holds the replicas of Deployment shop/cart: ScaledObject shop/cart is paused (autoscaling.keda.sh/paused=true).");
        Guardrail.Review(SomePlan.WithSteps(Scaled(paused, "2"), (ActionNames.AdjustAutoscaler, paused.Ref))).Kind.ShouldBe(VerdictKind.Denied);
    }

    [Fact]
    public void Resources_that_an_autoscaler_sets_are_its_own()
    {
        var vertical = new ScalerView(Autoscaler with { Kind = "VerticalPodAutoscaler" }, Some.Cart.Target()) { SetsResources = true };

        Guardrail.Review(SomePlan.WithSteps(Scaled(vertical, "2"), (ActionNames.AdjustResources, Some.Cart.Target()))).Kind.ShouldBe(VerdictKind.Denied);
        Guardrail.Review(Scaled(vertical, "2")).Kind.ShouldBe(VerdictKind.Allowed);
    }

    private static PlanUnderReview Scaled(ScalerView scaler, string replicas)
    {
        var review = SomePlan.With(facts => facts with { Scalers = Fact<IReadOnlyList<ScalerView>>.Of([scaler]) });
        var step = review.Plan.Steps[0] with { Action = ActionNames.ScaleWorkload, Parameters = new Dictionary<string, string> { [ActionParameters.Replicas] = replicas } };
        return review with { Plan = review.Plan with { Steps = [step] } };
    }
}
