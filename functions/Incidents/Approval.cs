namespace Autocura.Incidents;

/// <summary>
/// A person's decision on one plan. It names the plan, so a click on an old message never approves a newer plan.
/// </summary>
public sealed record Approval(string PlanId, bool Approved, string By, string? Reason = null)
{
    /// <summary>The hash of the plan that was looked at; null when whoever decided did not say.</summary>
    public string? PlanHash { get; init; }

    /// <summary>Which way it came: "http", "link", "kubectl" or "slack".</summary>
    public string Via { get; init; } = "http";

    /// <summary>When it was counted.</summary>
    public DateTimeOffset? At { get; init; }
}
