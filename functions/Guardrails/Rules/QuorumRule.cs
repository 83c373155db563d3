namespace Autocura.Guardrails.Rules;

/// <summary>Refuses a plan of which nobody can tell how many must approve it. How many that are is with every verdict.</summary>
internal sealed class QuorumRule : IGuardrail
{
    public string Name => "Quorum";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "How many must approve", out var targets, out var unread))
        {
            return unread;
        }

        return Quorum.Unreadable(targets) is { } problem
            ? new Verdict(VerdictKind.Denied, Name, $"{problem}.")
            : new Verdict(VerdictKind.Allowed, Name, $"{Quorum.Of(review)} must approve, should anybody have to.");
    }
}
