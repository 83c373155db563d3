using Autocura.Guardrails.Brakes;

namespace Autocura.Guardrails.Rules;

/// <summary>Leaves an object alone for a while after another incident changed it, so that the effect of that shows first.</summary>
internal sealed class CooldownRule : IGuardrail
{
    public string Name => "Cooldown";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Ledger.Denies(review, Name, "What was done lately", out var ledger, out var unread))
        {
            return unread;
        }

        return BrakeRules.Cooling(ledger, review.Order, review.Now) is { } held
            ? new Verdict(VerdictKind.Wait, Name, held.Reason) { ChangesAt = held.FreeAt }
            : new Verdict(VerdictKind.Allowed, Name, "Nobody changed these objects a moment ago.");
    }
}
