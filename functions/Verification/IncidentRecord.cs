using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Verification;

/// <summary>
/// All that is known of an incident at one moment, as it is to stand in the cluster. It is written again at every change of phase:
/// the same record twice leaves the same objects.
/// </summary>
public sealed record IncidentRecord
{
    public required Incident Incident { get; init; }

    public required IncidentStatus Status { get; init; }

    /// <summary>When this record was made: the orchestration's time (UTC), so that a repeated write says the same.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Attempts before it is handed over, as the settings said when the incident began.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Signals that joined after the incident was opened.</summary>
    public IReadOnlyList<AlertSignal> Joined { get; init; } = [];

    public RankedHypotheses? Hypotheses { get; init; }

    public RemediationPlan? Plan { get; init; }

    /// <summary>All that was weighed for the plan, best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    public PlanVerdict? Verdict { get; init; }

    /// <summary>Who decided on the plan; null when nobody was asked.</summary>
    public Ballot? Ballot { get; init; }

    /// <summary>One for each step of the plan that was tried, in the plan's order.</summary>
    public IReadOnlyList<ActionReceipt> Receipts { get; init; } = [];

    public Assessment? Assessment { get; init; }

    public Outcome? Outcome { get; init; }
}
