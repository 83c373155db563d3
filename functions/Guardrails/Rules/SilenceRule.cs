namespace Autocura.Guardrails.Rules;

/// <summary>Leaves alone what somebody has silenced: a silence says that people know, and are at it.</summary>
internal sealed class SilenceRule : IGuardrail
{
    public string Name => "Silence";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Silenced.Denies(review, Name, "Which alerts are silenced", out var silenced, out var unread))
        {
            return unread;
        }

        return silenced.Count > 0
            ? new Verdict(VerdictKind.Denied, Name, $"People know of it: {string.Join("; ", silenced)}.")
            : new Verdict(VerdictKind.Allowed, Name, "No alert of the incident is silenced.");
    }
}
