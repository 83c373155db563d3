using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class FreshScalingRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new FreshScalingRule();

    protected override PlanUnderReview Objectionable => Scaled(TimeSpan.FromSeconds(20));

    [Fact]
    public void It_waits_for_as_long_as_a_restart_by_hand_may_take()
    {
        var verdict = Guardrail.Review(Objectionable);

        (verdict.Kind, verdict.ChangesAt).ShouldBe((VerdictKind.Wait, Some.Noon.AddSeconds(40)));
        verdict.Reason.ShouldContain("kubectl-edit");
    }

    [Fact]
    public void What_was_scaled_to_zero_long_ago_may_be_brought_back() => Guardrail.Review(Scaled(TimeSpan.FromMinutes(1))).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void A_workload_that_runs_may_be_scaled_at_any_time() => Guardrail.Review(Scaled(TimeSpan.FromSeconds(20), replicas: 2)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Scaled(TimeSpan ago, int replicas = 0)
    {
        var review = SomePlan.WithSteps(SomePlan.UnderReview(), (ActionNames.ScaleWorkload, Some.Cart.Target()));
        var change = new ChangeView("kubectl-edit", "Update", Some.Noon - ago, ["spec.replicas"]);
        return review with { Evidence = review.Evidence with { State = review.Evidence.State! with { Replicas = replicas, Changes = [change] } } };
    }
}
