using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class KillSwitchRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new KillSwitchRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { KillSwitch = Fact<KillSwitch>.Of(KillSwitch.Of("a test", "true")) });

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { KillSwitch = Fact<KillSwitch>.Unread(gap, mayComeRight) };

    [Theory]
    [InlineData(null, VerdictKind.Allowed)]
    [InlineData("false", VerdictKind.Allowed)]
    [InlineData("True", VerdictKind.Denied)]
    [InlineData("yes", VerdictKind.Denied)]
    [InlineData("", VerdictKind.Denied)]
    public void Every_word_but_false_stops(string? word, VerdictKind expected) =>
        Guardrail.Review(SomePlan.With(facts => facts with { KillSwitch = Fact<KillSwitch>.Of(KillSwitch.Of("a test", word)) })).Kind.ShouldBe(expected);
}
