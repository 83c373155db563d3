using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class BlastRadiusRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new BlastRadiusRule();

    protected override PlanUnderReview Objectionable => Taking(Pod("a"), Pod("b"));

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Serving = Fact<IReadOnlyList<ServingView>>.Unread(gap, mayComeRight) };

    [Fact]
    public void The_last_ready_pod_is_not_taken_without_a_word() => Guardrail.Review(Taking(Pod("a") with { Ready = 1, Desired = 1 })).Kind.ShouldBe(VerdictKind.NeedsApproval);

    [Fact]
    public void Half_of_them_may_go() => Guardrail.Review(Taking(Pod("a"))).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void A_pod_that_is_not_ready_serves_nobody() => Guardrail.Review(Taking(Pod("a") with { IsReady = false, Ready = 0 })).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void What_a_disruption_budget_protects_stays() => Guardrail.Review(Taking(Pod("a") with { Budget = "cart", Allowed = 0 })).ShouldBe(
        new Verdict(VerdictKind.Denied, "BlastRadius", "The disruption budget cart allows 0 pods of ReplicaSet shop/cart-2 to go, and the plan takes 1 that are ready."));

    [Fact]
    public void Where_a_budget_blocks_only_what_is_broken_already_a_person_decides() =>
        Guardrail.Review(Taking(Pod("a") with { Budget = "cart", Allowed = 0, IsReady = false, Ready = 0 })).Kind.ShouldBe(VerdictKind.NeedsApproval);

    [Theory]
    [InlineData(0.001, 2, VerdictKind.NeedsApproval)]
    [InlineData(null, 2, VerdictKind.NeedsApproval)]
    [InlineData(0.2, 2, VerdictKind.Allowed)]
    [InlineData(0.001, 1, VerdictKind.Allowed)]
    public void A_change_that_stops_all_pods_at_once_is_asked_about_while_they_serve(double? errors, int ready, VerdictKind expected)
    {
        var review = SomePlan.With(facts => facts with { Serving = Fact<IReadOnlyList<ServingView>>.Of([new ServingView(Some.Cart.Target()) { Desired = 2, Ready = ready, StopsAll = true }]) });

        Guardrail.Review(review with { Evidence = review.Evidence with { ErrorRatio = errors } }).Kind.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0", VerdictKind.NeedsApproval)]
    [InlineData("1", VerdictKind.Allowed)]
    [InlineData("4", VerdictKind.Allowed)]
    public void Scaling_down_by_more_than_half_is_asked_about(string replicas, VerdictKind expected)
    {
        var review = SomePlan.UnderReview();
        var step = review.Plan.Steps[0] with { Action = ActionNames.ScaleWorkload, Parameters = new Dictionary<string, string> { [ActionParameters.Replicas] = replicas } };

        Guardrail.Review(review with { Plan = review.Plan with { Steps = [step] } }).Kind.ShouldBe(expected);
    }

    private static ServingView Pod(string name) => new(new ObjectRef("v1", "Pod", "shop", name)) { Desired = 2, Ready = 2, IsReady = true, Group = "ReplicaSet shop/cart-2" };

    private static PlanUnderReview Taking(params ServingView[] pods) => SomePlan.WithSteps(
        SomePlan.With(facts => facts with { Serving = Fact<IReadOnlyList<ServingView>>.Of(pods) }),
        [.. pods.Select(pod => (ActionNames.DeletePod, pod.Target))]);
}
