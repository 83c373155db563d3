using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class SilenceRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new SilenceRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { Silenced = Fact<IReadOnlyList<string>>.Of(["KubePodNotReady is silenced (abc)"]) });

    [Fact]
    public void The_reason_names_the_silence() => Guardrail.Review(Objectionable).Reason.ShouldBe("People know of it: KubePodNotReady is silenced (abc).");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { Silenced = Fact<IReadOnlyList<string>>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
