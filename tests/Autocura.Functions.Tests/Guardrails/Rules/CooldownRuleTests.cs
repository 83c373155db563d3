using Autocura.Functions.Tests.Conformance;
using Autocura.Functions.Tests.Guardrails.Brakes;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class CooldownRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new CooldownRule();

    protected override PlanUnderReview Objectionable => Changed("Deployment shop/cart", "another-1");

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Ledger = Fact<BrakeLedger>.Unread(gap, mayComeRight) };

    [Fact]
    public void It_waits_until_the_effect_of_the_other_shows() => Guardrail.Review(Objectionable).ChangesAt.ShouldBe(Some.Noon.AddMinutes(1));

    [Theory]
    [InlineData("Deployment shop/catalog", "another-1")]
    [InlineData("Deployment shop/cart", "THIS")]
    public void Another_object_or_the_incidents_own_attempt_before_is_no_obstacle(string target, string incident) =>
        Guardrail.Review(Changed(target, incident == "THIS" ? Some.Incident().RecordName : incident)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Changed(string target, string incident)
    {
        var entry = SomeLedger.Entry("west/x/1", Some.Noon.AddMinutes(-5), target) with { Incident = incident, Result = BrakeResult.Helped, SettledAt = Some.Noon.AddMinutes(-1) };
        return SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(new BrakeLedger { Entries = [entry] }) });
    }
}
