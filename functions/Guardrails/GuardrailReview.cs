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
        var reasons = findings.Where(finding => finding.Kind == heaviest).Select(finding => finding.Reason);
        return heaviest is VerdictKind.Allowed
            ? new PlanVerdict(heaviest, $"All {findings.Count} guardrails allow it.", findings)
            : new PlanVerdict(heaviest, string.Join(" ", reasons), findings);
    }

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
