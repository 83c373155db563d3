using System.Text.Json.Nodes;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>What the workload's own Events tell of an incident: <c>kubectl describe</c> shows them where people look first.</summary>
internal static class IncidentEvents
{
    private const int MessageLength = 1024; // the API server refuses longer ones
    private const string Reporter = "autocura";

    /// <summary>The events that the record's phase calls for. Each is known by its name, so one that is there is not written again.</summary>
    public static IEnumerable<IncidentEvent> Of(IncidentRecord record)
    {
        var attempt = record.Status.Attempt;
        var strategy = record.Plan?.Strategy ?? "";
        if (record.Status.Phase is IncidentPhase.Detected or IncidentPhase.Analyzing && attempt <= 1)
        {
            var alerts = string.Join(", ", record.Incident.Signals.Select(signal => signal.Alert.Name).Distinct());
            yield return new IncidentEvent("AutocuraIncidentOpened", Warning: true, $"Incident {record.Incident.RecordName}: {alerts}", 0);
        }

        if (record is { Outcome: null, Status.Kinship: { Role: KinRole.Child, Parent: { } root } })
        {
            yield return new IncidentEvent("AutocuraIncidentAttached", Warning: false, $"Waits for incident {root.RecordName} of {root.Workload}: {root.Why}", attempt);
        }

        if (record.Status.Phase == IncidentPhase.Remediating)
        {
            yield return new IncidentEvent("AutocuraRemediationStarted", Warning: false, $"Attempt {attempt}: {strategy}", attempt);
        }

        if (record.Receipts.Count > 0 && record.Receipts.All(receipt => receipt.Result == ReceiptResult.Reverted))
        {
            yield return new IncidentEvent("AutocuraRemediationRolledBack", Warning: true, $"Attempt {attempt} was taken back: {record.Assessment?.Reason ?? strategy}", attempt);
        }

        if (record is { Outcome: not null, Receipts.Count: 0, Verdict: { Kind: not VerdictKind.Allowed } verdict })
        {
            yield return new IncidentEvent("AutocuraRemediationBlocked", Warning: true, $"{strategy}: {verdict.Reason}", attempt);
        }

        if (record.Outcome is { } outcome)
        {
            yield return Ending(outcome, attempt);
        }
    }

    /// <param name="target">The event's own name.</param>
    /// <param name="told">What it tells.</param>
    /// <param name="record">The incident at that moment.</param>
    /// <param name="uid">The workload's: without it, a description of the workload does not show the event. Null when it is gone.</param>
    public static JsonObject Manifest(ObjectRef target, IncidentEvent told, IncidentRecord record, string? uid)
    {
        var at = record.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var about = Ledger.Manifest.Resource(record.Incident.Workload);
        if (uid is not null)
        {
            about["uid"] = uid;
        }

        return new JsonObject
        {
            ["apiVersion"] = target.ApiVersion,
            ["kind"] = target.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = target.Name,
                ["namespace"] = target.Namespace,
                ["labels"] = new JsonObject { [RecordNames.IncidentLabel] = record.Incident.RecordName },
            },
            ["involvedObject"] = about,
            ["type"] = told.Warning ? "Warning" : "Normal",
            ["reason"] = told.Reason,
            ["message"] = Ledger.Manifest.Text(told.Message, MessageLength),
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
            ["reportingComponent"] = Reporter,
            ["reportingInstance"] = Reporter,
            ["source"] = new JsonObject { ["component"] = Reporter },
        };
    }

    private static IncidentEvent Ending(Outcome outcome, int attempt) => outcome.Kind switch
    {
        OutcomeKind.Healed => new IncidentEvent("AutocuraRemediationSucceeded", Warning: false, outcome.Reason, attempt),
        OutcomeKind.RecoveredAlone => new IncidentEvent("AutocuraIncidentResolved", Warning: false, outcome.Reason, attempt),
        _ => new IncidentEvent("AutocuraIncidentEscalated", Warning: true, outcome.Reason, attempt),
    };
}

/// <summary>One thing to tell, and the attempt it belongs to.</summary>
internal sealed record IncidentEvent(string Reason, bool Warning, string Message, int Attempt);
