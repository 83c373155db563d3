namespace Autocura.Guardrails;

/// <summary>What all guardrails together say of a plan: the heaviest answer, and every one of them.</summary>
public sealed record PlanVerdict(VerdictKind Kind, string Reason, IReadOnlyList<Verdict> Findings)
{
    /// <summary>When the answer will or may be another; null when nobody can tell.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>How many different people must approve the plan, should it need that.</summary>
    public int Approvers { get; init; } = 1;
}
