using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>Where a plan and its steps stand, in the words of the RemediationPlan's schema.</summary>
internal static class PlanState
{
    public static string Of(IncidentRecord record)
    {
        var receipts = record.Receipts;
        if (receipts.Count > 0 && receipts.All(receipt => receipt.Result is ReceiptResult.Reverted or ReceiptResult.Refused))
        {
            return receipts.Any(receipt => receipt.Result == ReceiptResult.Reverted) ? "RolledBack" : "Failed";
        }

        if (record.Outcome is { } outcome)
        {
            return receipts.Count == 0 ? "Refused" : outcome.Kind == OutcomeKind.Healed ? "Completed" : "Failed";
        }

        return record.Status.Phase switch
        {
            IncidentPhase.AwaitingApproval => "AwaitingApproval",
            IncidentPhase.Remediating => "Executing",
            IncidentPhase.Verifying => "Verifying",
            _ => record.Verdict?.Kind == VerdictKind.Denied ? "Refused" : "Pending",
        };
    }

    public static bool IsFinal(string state) => state is "Completed" or "Failed" or "RolledBack" or "Refused";

    public static string OfStep(IncidentRecord record, ActionReceipt? receipt) => receipt?.Result switch
    {
        null when record.Outcome is not null => "Skipped",
        null => record.Status.Phase == IncidentPhase.Remediating ? "Applying" : "Pending",
        ReceiptResult.Reverted => "Reverted",
        ReceiptResult.Refused => "Refused",
        ReceiptResult.Stopped => "Skipped",
        _ => record.Assessment?.Kind == AssessmentKind.Recovered ? "Verified" : "Applied",
    };
}
