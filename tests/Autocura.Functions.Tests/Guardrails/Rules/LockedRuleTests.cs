using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class LockedRuleTests : GuardrailConformance
{
    protected override IGuardrail Guardrail => new LockedRule();

    protected override PlanUnderReview Objectionable => SomePlan.With(facts => facts with { LockHolder = Fact<string>.Of("another/cart-1/1") });

    [Fact]
    public void Its_own_lock_is_no_obstacle() =>
        Guardrail.Review(SomePlan.With(facts => facts with { LockHolder = Fact<string>.Of("autocura/cart-1/1") })).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void It_waits_for_whoever_acts() => Guardrail.Review(Objectionable)
        .ShouldBe(new Verdict(VerdictKind.Wait, "Locked", "another/cart-1/1 acts on Deployment shop/cart.") { ChangesAt = Some.Noon.AddSeconds(30) });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(SomePlan.With(facts => facts with { LockHolder = Fact<string>.Unread("InternalError: no", mayComeRight) }));

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
