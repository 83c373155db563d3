namespace Autocura.Guardrails;

/// <summary>What all guardrails together say of a plan: the heaviest answer, and every one of them.</summary>
public sealed record PlanVerdict(VerdictKind Kind, string Reason, IReadOnlyList<Verdict> Findings)
{
    /// <summary>When the answer will or may be another; null when nobody can tell.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>How many different people must approve the plan, should it need that.</summary>
    public int Approvers { get; init; } = 1;

    /// <summary>Whether more people are to be asked than when an earlier verdict was given, or a guardrail asks that did not ask then: what was allowed then is not by that allowed now.</summary>
    public bool AsksAnew(PlanVerdict before) => Approvers > before.Approvers || Asking(this).Except(Asking(before)).Any();

    private static IEnumerable<string> Asking(PlanVerdict verdict) => verdict.Findings.Where(finding => finding.Kind == VerdictKind.NeedsApproval).Select(finding => finding.Guardrail);
}
