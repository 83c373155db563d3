using Autocura.Guardrails.Brakes;

namespace Autocura.Guardrails.Rules;

/// <summary>Keeps to the number of steps that may be taken in a cluster, in a namespace and on nodes within a window. The share is taken, and checked again, in the moment of acting.</summary>
internal sealed class ActionBudgetRule : IGuardrail
{
    public string Name => "ActionBudget";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Ledger.Denies(review, Name, "What was done lately", out var ledger, out var unread))
        {
            return unread;
        }

        var over = ActionBudget.Check(ledger, review.Order.Targets, review.Settings.Review, review.Now);
        return over switch
        {
            null => new Verdict(VerdictKind.Allowed, Name, "The budgets suffice."),
            { FreeAt: null } => new Verdict(VerdictKind.Denied, Name, over.Reason),
            _ => new Verdict(VerdictKind.Wait, Name, over.Reason) { ChangesAt = over.FreeAt },
        };
    }
}
