using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class OperatingModeRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new OperatingModeRule();

    protected override PlanUnderReview Objectionable => SomePlan.WithMode(OperatingMode.Observe);

    [Theory]
    [InlineData(OperatingMode.Observe, VerdictKind.Denied, "would have done RollBackRelease on Deployment shop/cart")]
    [InlineData(OperatingMode.Suggest, VerdictKind.Denied, "suggested is RollBackRelease on Deployment shop/cart")]
    [InlineData(OperatingMode.Approve, VerdictKind.NeedsApproval, "a person must approve RollBackRelease on Deployment shop/cart")]
    [InlineData(OperatingMode.Auto, VerdictKind.Allowed, "The mode is auto (the setting says auto)")]
    public void Each_mode_says_what_it_did_not_do(OperatingMode mode, VerdictKind expected, string reason)
    {
        var verdict = Guardrail.Review(SomePlan.WithMode(mode));

        verdict.Kind.ShouldBe(expected);
        verdict.Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_workload_may_ask_for_more_care() =>
        Guardrail.Review(SomePlan.Annotated(Annotations.Mode, "approve")).Kind.ShouldBe(VerdictKind.NeedsApproval);
}
