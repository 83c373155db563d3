using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class BreakerRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new BreakerRule();

    protected override PlanUnderReview Objectionable => Broken(TimeSpan.FromMinutes(1));

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Ledger = Fact<BrakeLedger>.Unread(gap, mayComeRight) };

    [Fact]
    public void It_waits_until_the_pause_is_over() => Guardrail.Review(Objectionable).ChangesAt.ShouldBe(Some.Noon.AddMinutes(9));

    [Fact]
    public void After_the_pause_one_is_let_through() => Guardrail.Review(Broken(TimeSpan.FromMinutes(10))).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Broken(TimeSpan ago) => SomePlan.With(facts => facts with { Ledger = Fact<BrakeLedger>.Of(new BrakeLedger { BrokenAt = Some.Noon - ago }) });
}
