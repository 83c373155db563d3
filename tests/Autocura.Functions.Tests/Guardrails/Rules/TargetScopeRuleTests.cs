using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class TargetScopeRuleTests : GuardrailConformance
{
    private static readonly ObjectRef Node = new("v1", "Node", "", "node-1") { Cluster = "test" };
    private static readonly ObjectRef Experiment = new("chaos-mesh.org/v1alpha1", "NetworkChaos", "chaos", "delay") { Cluster = "test" };

    protected override IGuardrail Guardrail => new TargetScopeRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithTarget("payments");

    [Fact]
    public void A_namespace_of_that_name_in_another_cluster_lies_outside_too()
    {
        var target = SomePlan.Plan().Steps[0].Target with { Cluster = "west" };

        Guardrail.Review(On(target, new PlanScope { Objects = [target.ToString()] })).Reason
            .ShouldBe("RollBackRelease would change Deployment shop/cart in cluster west, and the incident is in cluster test.");
    }

    [Fact]
    public void The_reason_names_what_lies_outside() => Guardrail.Review(Objectionable).Reason
        .ShouldBe("RollBackRelease would change Deployment payments/cart, outside the incident's namespace shop, and no evidence shows it.");

    [Fact]
    public void What_the_evidence_shows_may_be_changed_wherever_it_is()
    {
        foreach (var target in new[] { Node, Experiment })
        {
            Guardrail.Review(On(target, PlanScope.None)).Kind.ShouldBe(VerdictKind.Denied);
            Guardrail.Review(On(target, new PlanScope { Objects = [target.ToString()] })).ShouldBe(new Verdict(VerdictKind.Allowed, "TargetScope", $"The evidence shows {target}."));
        }
    }

    [Fact]
    public void The_neighbour_of_what_the_evidence_shows_may_not() =>
        Guardrail.Review(On(Experiment with { Name = "another" }, new PlanScope { Objects = [Experiment.ToString()] })).Kind.ShouldBe(VerdictKind.Denied);

    [Fact]
    public void Where_the_search_for_the_cause_led_the_cause_may_be_cured()
    {
        var scope = new PlanScope { Namespaces = ["payments"] };

        Guardrail.Review(On(new ObjectRef("apps/v1", "Deployment", "payments", "ledger"), scope)).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(On(new ObjectRef("apps/v1", "Deployment", "billing", "ledger"), scope)).Kind.ShouldBe(VerdictKind.Denied);
        Guardrail.Review(On(Node, scope)).Kind.ShouldBe(VerdictKind.Denied);
    }

    [Fact]
    public void The_labels_of_its_own_namespace_are_the_incidents_to_change()
    {
        Guardrail.Review(On(new ObjectRef("v1", "Namespace", "", "shop"), PlanScope.None)).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(On(new ObjectRef("v1", "Namespace", "", "payments"), PlanScope.None)).Kind.ShouldBe(VerdictKind.Denied);
    }

    private static PlanUnderReview On(ObjectRef target, PlanScope scope)
    {
        var review = SomePlan.UnderReview();
        return review with { Scope = scope, Plan = review.Plan with { Steps = [review.Plan.Steps[0] with { Target = target }] } };
    }
}
