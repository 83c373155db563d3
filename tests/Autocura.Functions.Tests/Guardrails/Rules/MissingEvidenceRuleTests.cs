using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class MissingEvidenceRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new MissingEvidenceRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithGap(EvidencePart.Workload);

    [Theory]
    [InlineData(EvidencePart.Workload, ActionNames.RollBackRelease, VerdictKind.Denied)]
    [InlineData(EvidencePart.Pods, ActionNames.RollBackRelease, VerdictKind.Denied)]
    [InlineData(EvidencePart.Namespace, ActionNames.RollBackRelease, VerdictKind.Denied)]
    [InlineData(EvidencePart.Releases, ActionNames.RollBackRelease, VerdictKind.Denied)]
    [InlineData(EvidencePart.Releases, ActionNames.ScaleWorkload, VerdictKind.Allowed)]
    [InlineData(EvidencePart.Autoscaler, ActionNames.ScaleWorkload, VerdictKind.Denied)]
    [InlineData(EvidencePart.Autoscaler, ActionNames.RollBackRelease, VerdictKind.Allowed)]
    [InlineData(EvidencePart.Services, ActionNames.RepairService, VerdictKind.Denied)]
    [InlineData(EvidencePart.Services, ActionNames.RollBackRelease, VerdictKind.Allowed)]
    [InlineData(EvidencePart.Experiments, ActionNames.PauseChaos, VerdictKind.Denied)]
    [InlineData(EvidencePart.Nodes, ActionNames.UncordonNode, VerdictKind.Denied)]
    [InlineData(EvidencePart.Storage, ActionNames.ReleaseVolume, VerdictKind.Denied)]
    [InlineData(EvidencePart.KnownGood, ActionNames.RestoreKnownGood, VerdictKind.Denied)]
    [InlineData(EvidencePart.Logs, ActionNames.RollBackRelease, VerdictKind.Allowed)]
    [InlineData(EvidencePart.Metrics, ActionNames.RollBackRelease, VerdictKind.Allowed)]
    public void Only_a_gap_under_the_plan_denies_it(string part, string action, VerdictKind expected) =>
        Guardrail.Review(SomePlan.WithGap(part, action)).Kind.ShouldBe(expected);

    [Fact]
    public void A_workload_that_is_gone_may_be_made_anew_as_it_was()
    {
        var review = SomePlan.UnderReview(ActionNames.RestoreKnownGood);

        Guardrail.Review(review with { Evidence = review.Evidence with { State = null } }).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void A_workload_that_is_gone_is_not_acted_upon()
    {
        var review = SomePlan.UnderReview();

        Guardrail.Review(review with { Evidence = review.Evidence with { State = null } }).Kind.ShouldBe(VerdictKind.Denied);
    }
}
