using System.Diagnostics.Metrics;
using Autocura.Alerts;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Telemetry;

/// <summary>
/// What this system counts of its own work, under the names of docs/self-observation.md. Each host counts what it has done itself, from its start on: sums over hosts are
/// the scraper's. No label names a workload: there are too many of them.
/// </summary>
public sealed class IncidentMetrics : OwnMeter
{
    public const string MeterName = "Autocura";

    private static readonly InstrumentAdvice<double> Times = new() { HistogramBucketBoundaries = [5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14400] };
    private static readonly InstrumentAdvice<double> Calls = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60] };

    private readonly Counter<long> received;
    private readonly Counter<long> deduplicated;
    private readonly Counter<long> transitions;
    private readonly Counter<long> closed;
    private readonly Counter<long> verdicts;
    private readonly Counter<long> approvals;
    private readonly Counter<long> blocked;
    private readonly Counter<long> actions;
    private readonly Counter<long> rollbacks;
    private readonly Histogram<double> actionTime;
    private readonly Histogram<double> approvalWait;
    private readonly Histogram<double> timeToDetect;
    private readonly Histogram<double> timeToRecover;

    public IncidentMetrics() : base(MeterName)
    {
        received = Meter.CreateCounter<long>("autocura.alerts_received", description: "Alerts in messages that were taken in, by where they came from, and whether they could be read.");
        deduplicated = Meter.CreateCounter<long>("autocura.alerts_deduplicated", description: "Alerts about something that was known already.");
        transitions = Meter.CreateCounter<long>("autocura.phase_transitions", description: "Changes of an incident's phase.");
        closed = Meter.CreateCounter<long>("autocura.incidents", description: "Incidents that have ended, by how.");
        verdicts = Meter.CreateCounter<long>("autocura.verification_result", description: "Plans whose effect was measured, by what was found.");
        approvals = Meter.CreateCounter<long>("autocura.approvals", description: "Plans that people were asked about, by what they decided.");
        blocked = Meter.CreateCounter<long>("autocura.blocked", description: "Objections of guardrails to plans.");
        actions = Meter.CreateCounter<long>("autocura.actions", description: "Steps of plans, by action and result.");
        rollbacks = Meter.CreateCounter<long>("autocura.rollbacks", description: "Steps that were taken back.");
        actionTime = Meter.CreateHistogram("autocura.action_duration", "s", "Time that a step took to carry out.", tags: null, Calls);
        approvalWait = Meter.CreateHistogram("autocura.approval_wait", "s", "Time until people had decided.", tags: null, Times);
        timeToDetect = Meter.CreateHistogram("autocura.mttd", "s", "Time from the start of the first alert until the incident was opened.", tags: null, Times);
        timeToRecover = Meter.CreateHistogram("autocura.mttr", "s", "Time from the opening of an incident until it was healed or recovered alone.", tags: null, Times);
    }

    /// <summary>A message was stored.</summary>
    public void Received(AlertGroup group, string source)
    {
        received.Add(group.Alerts.Count, Tag("source", source), Tag("result", "accepted"));
        if (group.Rejected.Count > 0)
        {
            received.Add(group.Rejected.Count, Tag("source", source), Tag("result", "quarantined"));
        }
    }

    /// <summary>Alerts were handed to their incident.</summary>
    public void Delivered(IReadOnlyList<AlertResult> results) => deduplicated.Add(results.Count(result => result.Kind == AlertResultKind.Duplicate));

    /// <summary>Guardrails have looked at a plan.</summary>
    public void Reviewed(PlanVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var finding in verdict.Findings.Where(finding => finding.Kind != VerdictKind.Allowed))
        {
            blocked.Add(1, Tag("guardrail", finding.Guardrail), Tag("kind", finding.Kind));
        }
    }

    /// <summary>A step was carried out, or refused.</summary>
    public void Applied(ActionReceipt receipt, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        actions.Add(1, Tag("action", receipt.Action), Tag("result", receipt.Result));
        actionTime.Record(took.TotalSeconds, Tag("action", receipt.Action));
    }

    /// <summary>A step was taken back, or that was refused.</summary>
    public void TakenBack(ActionReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        rollbacks.Add(1, Tag("action", receipt.Action), Tag("result", receipt.Result));
    }

    /// <summary>The record says that the incident is in another phase than it said before; <paramref name="from"/> is null when it is new.</summary>
    public void Entered(IncidentRecord record, IncidentPhase? from)
    {
        ArgumentNullException.ThrowIfNull(record);
        var to = record.Status.Phase;
        if (from is null && record.Incident.Signals is { Count: > 0 } signals)
        {
            timeToDetect.Record(Math.Max(0, (record.Incident.OpenedAt - signals.Min(signal => signal.Alert.StartsAt)).TotalSeconds));
        }

        if (from == to)
        {
            return;
        }

        transitions.Add(1, Tag("from", from?.ToString() ?? "None"), Tag("to", to));
        if (from == IncidentPhase.Verifying && record.Assessment is { } assessment)
        {
            verdicts.Add(1, Tag("verdict", assessment.Kind));
        }

        if (from == IncidentPhase.AwaitingApproval)
        {
            Decided(record, to);
        }

        if (record.Outcome is { } outcome)
        {
            Ended(outcome);
        }
    }

    private void Decided(IncidentRecord record, IncidentPhase to)
    {
        var decision = record.Ballot?.Rejection is not null ? "rejected" : to == IncidentPhase.Remediating ? "approved" : "undecided";
        approvals.Add(1, Tag("decision", decision));
        if (record.Status.Timeline.FirstOrDefault(entry => entry.Phase == IncidentPhase.AwaitingApproval) is { } asked)
        {
            approvalWait.Record((record.At - asked.At).TotalSeconds);
        }
    }

    private void Ended(Outcome outcome)
    {
        closed.Add(1, Tag("outcome", outcome.Kind));
        if (outcome.Kind is OutcomeKind.Healed or OutcomeKind.RecoveredAlone)
        {
            timeToRecover.Record((outcome.ClosedAt - outcome.OpenedAt).TotalSeconds, Tag("outcome", outcome.Kind));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
