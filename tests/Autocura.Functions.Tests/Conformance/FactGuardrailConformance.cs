using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Support;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>What every guardrail promises that goes by something read from the world.</summary>
public abstract class FactGuardrailConformance : GuardrailConformance
{
    /// <summary>The facts without the one that the guardrail goes by.</summary>
    protected abstract ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_cannot_read_it_denies_and_asks_again_where_that_may_help(bool mayComeRight)
    {
        var verdict = Guardrail.Review(Objectionable with { Facts = Unread(Objectionable.Facts, "InternalError: no", mayComeRight) });

        verdict.Kind.ShouldBe(VerdictKind.Denied);
        verdict.Reason.ShouldContain("could not be read (InternalError: no)");
        verdict.ChangesAt.ShouldBe(mayComeRight ? Some.Noon + Verdict.ReadAgainAfter : null);
    }
}
