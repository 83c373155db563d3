using Autocura.Alerts;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Verification;

/// <summary>What to measure: the workload, what was done to it, how it stood before, and which alerts have not been reported resolved.</summary>
public sealed record MeasureRequest
{
    public required Incident Incident { get; init; }

    /// <summary>Null when nothing was done: then it is seen whether the workload is well by itself.</summary>
    public RemediationPlan? Plan { get; init; }

    public required RecoveryBaseline Baseline { get; init; }

    /// <summary>Alerts of the incident that fired and for which no "resolved" has come.</summary>
    public IReadOnlyList<Alert> Unresolved { get; init; } = [];

    /// <summary>When the remedy was done (UTC): what looks back further sees the trouble still. Null when nothing was done.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>Since when the remedy has had its settle time and the rollout has been complete (UTC): requests since then tell of it alone. Null before that.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Fields of the workload that the plan wrote, two levels deep ("spec.template"): whoever writes them after it takes it back.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>How far back requests are counted. Shorter forgets the fault sooner; it must span several scrapes.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);
}
