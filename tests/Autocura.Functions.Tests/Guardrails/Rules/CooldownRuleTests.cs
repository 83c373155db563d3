using Autocura.Functions.Tests.Conformance;
using Autocura.Functions.Tests.Guardrails.Brakes;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class CooldownRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new CooldownRule();

    protected override PlanUnderReview Objectionable => Changed("Deployment shop/cart", "another-1");

    [Fact]
    public void It_waits_until_the_effect_of_the_other_shows() => Guardrail.Review(Objectionable).ChangesAt.ShouldBe(Some.Noon.AddMinutes(1));

    [Theory]
    [InlineData("Deployment shop/catalog", "another-1")]
    [InlineData("Deployment shop/cart", "THIS")]
    public void Another_object_or_the_incidents_own_attempt_before_is_no_obstacle(string target, string incident) =>
        Guardrail.Review(Changed(target, incident == "THIS" ? Some.Incident().RecordName : incident)).Kind.ShouldBe(VerdictKind.Allowed);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }

    private static PlanUnderReview Changed(string target, string incident)
    {
        var entry = SomeLedger.Entry("west/x/1", Some.Noon.AddMinutes(-5), target) with { Incident = incident, Result = BrakeResult.Helped, SettledAt = Some.Noon.AddMinutes(-1) };
        return SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(new BrakeLedger { Entries = [entry] }) });
    }
}
