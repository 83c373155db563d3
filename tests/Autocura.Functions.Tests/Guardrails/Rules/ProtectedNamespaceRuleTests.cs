using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class ProtectedNamespaceRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new ProtectedNamespaceRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithTarget("kube-system");

    [Theory]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    [InlineData("kube-node-lease")]
    [InlineData("autocura-cognitiva")]
    public void Some_namespaces_are_always_protected(string ns) => Guardrail.Review(SomePlan.WithTarget(ns)).Kind.ShouldBe(VerdictKind.Denied);

    [Fact]
    public void The_labels_of_a_protected_namespace_are_protected_with_it()
    {
        var review = SomePlan.UnderReview();
        var step = review.Plan.Steps[0] with { Target = new ObjectRef("v1", "Namespace", "", "kube-system") };

        Guardrail.Review(review with { Plan = review.Plan with { Steps = [step] } }).Kind.ShouldBe(VerdictKind.Denied);
    }

    [Fact]
    public void What_is_changed_counts_and_not_where_the_trouble_shows()
    {
        var review = SomePlan.WithTarget("chaos-mesh") with { Incident = Some.Incident() with { Workload = Some.Cart with { Namespace = "kube-system" } } };

        Guardrail.Review(review).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void The_administrator_protects_more()
    {
        var review = SomePlan.UnderReview() with { Settings = new IncidentSettings { Mode = OperatingMode.Auto, ProtectedNamespaces = ["shop"] } };

        Guardrail.Review(review).Reason.ShouldBe("The namespace shop is protected.");
    }
}
