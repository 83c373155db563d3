using Autocura.Diagnosis;
using Autocura.Functions.Tests.Alerts;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Ledger;

/// <summary>One incident as its orchestration records it from phase to phase. Each test names its own, so that their objects do not meet.</summary>
internal sealed class SomeRecord(string workload)
{
    public static readonly DateTimeOffset OpenedAt = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static ObjectRef Target(string name) => new("apps/v1", "Deployment", "shop", name);

    public IncidentRecord Opened
    {
        get
        {
            var incident = new Incident
            {
                Workload = new WorkloadRef("test", "Deployment", "shop", workload),
                OpenedAt = OpenedAt,
                Signals = [new AlertSignal(SomeAlert.On(workload), SignalType.PodRestart), new AlertSignal(SomeAlert.On(workload, "HighRequestErrorRate"), SignalType.ErrorRate)],
            };
            return new IncidentRecord { Incident = incident, At = OpenedAt, Status = Status(incident, IncidentPhase.Analyzing, "Collecting evidence", 1) };
        }
    }

    public IncidentRecord Planned => At(Opened, IncidentPhase.AwaitingApproval, "Waiting for approval", 2) with
    {
        Hypotheses = new RankedHypotheses
        {
            Reason = "The new release crashes and the old one did not.",
            Hypotheses =
            [
                new Hypothesis
                {
                    Cause = "CrashAfterRelease",
                    Probability = 0.9,
                    Headline = "Release 2 crashes",
                    Culprit = Target(workload),
                    Chain = ["frontend calls it", "release 2 crashes"],
                    WouldChange = ["its log"],
                    Clues = [new Clue("every pod of release 2 restarts", 3) { SeenOn = Target(workload), Field = "status", At = OpenedAt }, new Clue("it ran for a day", -1)],
                    Remedies = [new Remedy("RollBackRelease", Target(workload), new Dictionary<string, string> { ["toRevision"] = "1" }, "release 1 ran")],
                },
                new Hypothesis { Cause = "Unknown", Probability = 0.1, Headline = "Something else" },
            ],
        },
        Plan = new RemediationPlan
        {
            Id = $"{Opened.Incident.RecordName}/1",
            Attempt = 1,
            Cause = "CrashAfterRelease",
            Probability = 0.9,
            Steps = [new PlanStep("RollBackRelease", Target(workload), new Dictionary<string, string> { ["toRevision"] = "1" }, "release 1 ran")],
            Strategy = "Roll back to release 1",
            Risk = 0.1,
            BlastRadius = BlastRadius.Workload,
            SettleTime = TimeSpan.FromSeconds(30),
        },
        Verdict = new PlanVerdict(VerdictKind.NeedsApproval, "mode approve", []),
    };

    public IncidentRecord Remediating => At(Planned, IncidentPhase.Remediating, "Roll back to release 1", 3) with { Verdict = new PlanVerdict(VerdictKind.Allowed, "Approved by ann.", []) };

    public IncidentRecord Verifying => At(Remediating, IncidentPhase.Verifying, "Measuring", 4) with { Receipts = [Receipt(ReceiptResult.Applied)] };

    public IncidentRecord Healed => Ended(Verifying, IncidentPhase.Resolved, OutcomeKind.Healed, "Recovered for 60 s") with { Assessment = new Assessment(AssessmentKind.Recovered, "all good for 60 s") };

    public IncidentRecord RolledBack => At(Verifying, IncidentPhase.Analyzing, "Attempt 2", 5) with
    {
        Receipts = [Receipt(ReceiptResult.Reverted)],
        Assessment = new Assessment(AssessmentKind.NotRecovered, "still crashing"),
    };

    public IncidentRecord Denied => Ended(Planned, IncidentPhase.Escalated, OutcomeKind.HandedOver, "Rejected by ann") with { Verdict = new PlanVerdict(VerdictKind.Denied, "Rejected by ann.", []) };

    private ActionReceipt Receipt(ReceiptResult result) => new()
    {
        Key = $"{Opened.Incident.RecordName}/1/1",
        Action = "RollBackRelease",
        Target = Target(workload),
        Result = result,
        Reason = "release 1 is back",
        Diff = ["image of app: cart:2 -> cart:1"],
    };

    private static IncidentRecord Ended(IncidentRecord before, IncidentPhase phase, OutcomeKind kind, string reason)
    {
        var record = At(before, phase, reason, 6);
        return record with
        {
            Outcome = new Outcome
            {
                Phase = phase,
                Kind = kind,
                Reason = reason,
                OpenedAt = OpenedAt,
                ClosedAt = record.At,
                RecordName = record.Incident.RecordName,
                Attempts = 1,
            },
        };
    }

    private static IncidentRecord At(IncidentRecord before, IncidentPhase phase, string message, int minute) => before with
    {
        At = OpenedAt.AddMinutes(minute),
        Status = Status(before.Incident, phase, message, minute),
    };

    private static IncidentStatus Status(Incident incident, IncidentPhase phase, string message, int minute) => new()
    {
        Phase = phase,
        Severity = Severity.Medium,
        Risk = 45,
        Workload = incident.Workload,
        OpenedAt = OpenedAt,
        RecordName = incident.RecordName,
        Mode = OperatingMode.Approve,
        Attempt = 1,
        Headline = "Release 2 crashes",
        Timeline = [new TimelineEntry(minute, OpenedAt.AddMinutes(minute), phase, message)],
    };
}
