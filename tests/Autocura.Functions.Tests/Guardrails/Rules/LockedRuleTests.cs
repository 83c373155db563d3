using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class LockedRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new LockedRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { LockHolder = Fact<string>.Of("another/cart-1/1") });

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { LockHolder = Fact<string>.Unread(gap, mayComeRight) };

    [Fact]
    public void Its_own_lock_is_no_obstacle() =>
        Guardrail.Review(SomePlan.With(facts => facts with { LockHolder = Fact<string>.Of("autocura/cart-1/1") })).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void It_waits_for_whoever_acts() => Guardrail.Review(Objectionable)
        .ShouldBe(new Verdict(VerdictKind.Wait, "Locked", "another/cart-1/1 acts on Deployment shop/cart.") { ChangesAt = Some.Noon.AddSeconds(30) });
}
