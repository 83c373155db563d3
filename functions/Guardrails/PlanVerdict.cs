namespace Autocura.Guardrails;

/// <summary>What all guardrails together say of a plan: the heaviest answer, and every one of them.</summary>
public sealed record PlanVerdict(VerdictKind Kind, string Reason, IReadOnlyList<Verdict> Findings);
