namespace Autocura.Guardrails;

/// <summary>Asks every guardrail and lets the heaviest answer decide. It fails closed: what cannot be checked is denied.</summary>
public static class GuardrailReview
{
    public static PlanVerdict Review(IEnumerable<IGuardrail> guardrails, PlanUnderReview review)
    {
        List<Verdict> findings = [.. guardrails.OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal).Select(guardrail => Ask(guardrail, review))];
        if (findings.Count == 0)
        {
            return new PlanVerdict(VerdictKind.Denied, "No guardrail is registered, so nothing vouches for the plan.", findings);
        }

        var heaviest = findings.Max(finding => finding.Kind);
        var deciding = findings.Where(finding => finding.Kind == heaviest).ToList();
        return new PlanVerdict(heaviest, heaviest is VerdictKind.Allowed ? $"All {findings.Count} guardrails allow it." : string.Join(" ", deciding.Select(finding => finding.Reason)), findings)
        {
            ChangesAt = heaviest is VerdictKind.Allowed or VerdictKind.NeedsApproval ? findings.Min(finding => finding.ChangesAt) : AllChanged(deciding),
            Approvers = Quorum.Of(review),
        };
    }

    // Of those that hold a plan back, the last to change its mind decides; one that never does, for ever.
    private static DateTimeOffset? AllChanged(List<Verdict> deciding) => deciding.Exists(finding => finding.ChangesAt is null) ? null : deciding.Max(finding => finding.ChangesAt);

#pragma warning disable CA1031 // whatever a guardrail throws, its question stays unanswered, and an unanswered question denies
    private static Verdict Ask(IGuardrail guardrail, PlanUnderReview review)
    {
        try
        {
            return guardrail.Review(review);
        }
        catch (Exception exception)
        {
            return new Verdict(VerdictKind.Denied, guardrail.Name, $"{guardrail.Name} could not check the plan: {exception.Message}");
        }
    }
#pragma warning restore CA1031
}
