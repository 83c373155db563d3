using Autocura.Guardrails.Brakes;

namespace Autocura.Guardrails.Rules;

/// <summary>Keeps everything still after remedies did not help several times in a row, until one that is let through does.</summary>
internal sealed class BreakerRule : IGuardrail
{
    public string Name => "Breaker";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Ledger.Denies(review, Name, "What was done lately", out var ledger, out var unread))
        {
            return unread;
        }

        return BrakeRules.Broken(ledger, review.Order, review.Now) is { } held
            ? new Verdict(VerdictKind.Wait, Name, held.Reason) { ChangesAt = held.FreeAt }
            : new Verdict(VerdictKind.Allowed, Name, "The breaker is closed.");
    }
}
