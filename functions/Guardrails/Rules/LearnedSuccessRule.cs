namespace Autocura.Guardrails.Rules;

/// <summary>Asks a person before a remedy is carried out that seldom helped for this cause on workloads of this class, once there are enough cases to say so, or nobody can read them.</summary>
internal sealed class LearnedSuccessRule : IGuardrail
{
    public string Name => "LearnedSuccess";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Success.Denies(review, Name, "How the remedy went before", out var past, out var unread))
        {
            return unread;
        }

        var settings = review.Settings.Review;
        var what = $"{review.Plan.Remedy.Action} for {review.Plan.Cause} helped in {past.Helped} of {past.Cases} cases";
        if (past.Unreadable.Length > 0)
        {
            return new Verdict(VerdictKind.NeedsApproval, Name, $"How {review.Plan.Remedy.Action} for {review.Plan.Cause} went before makes no sense ({past.Unreadable}): a person must approve it.");
        }

        return past.Cases >= settings.LeastCases && past.Share < settings.LeastSuccess
            ? new Verdict(VerdictKind.NeedsApproval, Name, $"{what}: below {settings.LeastSuccess:0%} a person must approve it.")
            : new Verdict(VerdictKind.Allowed, Name, $"{what}.");
    }
}
