namespace Autocura.Guardrails.Rules;

/// <summary>Waits while another host, or another incident, acts on the workload.</summary>
internal sealed class LockedRule : IGuardrail
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    public string Name => "Locked";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.LockHolder.Denies(review, Name, "Who acts on the workload", out var holder, out var unread))
        {
            return unread;
        }

        return holder.Length == 0 || holder == review.Order.Holder
            ? new Verdict(VerdictKind.Allowed, Name, "Nobody else acts on the workload.")
            : new Verdict(VerdictKind.Wait, Name, $"{holder} acts on {review.Incident.Workload}.") { ChangesAt = review.Now + AskAgain };
    }
}
