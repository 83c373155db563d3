namespace Autocura.Incidents;

/// <summary>
/// A person's decision on one plan. It names the plan, so a click on an old message never approves a newer plan.
/// </summary>
public sealed record Approval(string PlanId, bool Approved, string By, string? Reason = null);
