using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class KillSwitchRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new KillSwitchRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { KillSwitch = Fact<KillSwitch>.Of(KillSwitch.Of("a test", "true")) });

    [Theory]
    [InlineData(null, VerdictKind.Allowed)]
    [InlineData("false", VerdictKind.Allowed)]
    [InlineData("True", VerdictKind.Denied)]
    [InlineData("yes", VerdictKind.Denied)]
    [InlineData("", VerdictKind.Denied)]
    public void Every_word_but_false_stops(string? word, VerdictKind expected) =>
        Guardrail.Review(SomePlan.With(facts => facts with { KillSwitch = Fact<KillSwitch>.Of(KillSwitch.Of("a test", word)) })).Kind.ShouldBe(expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { KillSwitch = Fact<KillSwitch>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
