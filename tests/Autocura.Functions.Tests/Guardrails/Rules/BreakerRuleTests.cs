using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class BreakerRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new BreakerRule();

    protected override PlanUnderReview Objectionable => Broken(TimeSpan.FromMinutes(1));

    [Fact]
    public void It_waits_until_the_pause_is_over() => Guardrail.Review(Objectionable).ChangesAt.ShouldBe(Some.Noon.AddMinutes(9));

    [Fact]
    public void After_the_pause_one_is_let_through() => Guardrail.Review(Broken(TimeSpan.FromMinutes(10))).Kind.ShouldBe(VerdictKind.Allowed);

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

    private static PlanUnderReview Broken(TimeSpan ago) => SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(new BrakeLedger { BrokenAt = Some.Noon - ago }) });
}
