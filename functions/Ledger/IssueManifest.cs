using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>An incident as an Issue.</summary>
internal static class IssueManifest
{
    private const int MaxAnomalies = 256;
    private const int MaxTimeline = 200;
    private const int KeptFromTheBeginning = 20;

    public static JsonObject Spec(IncidentRecord record, IEnumerable<ObjectRef> anomalies)
    {
        var status = record.Status;
        var spec = new JsonObject
        {
            ["severity"] = SeverityOf(status.Severity),
            ["source"] = record.Incident.Signals.All(signal => signal.Alert.IsDerived()) ? DerivedAlert.Correlation : "alertmanager",
            ["description"] = Manifest.Text($"{string.Join(", ", record.Incident.Signals.Select(signal => signal.Alert.Name).Distinct())} on {status.Workload}", Manifest.Prose),
            ["resource"] = Manifest.Resource(status.Workload),
            ["riskScore"] = status.Risk,
            ["signalType"] = SignalTypes.NameOf(record.Incident.Signals.Select(signal => signal.Type).OrderByDescending(RiskScore.Weight).FirstOrDefault()),
            ["correlatedAnomalies"] = new JsonArray([.. anomalies.Take(MaxAnomalies).Select(Manifest.Reference)]),
        };
        var root = status.Kinship.Role == KinRole.Child ? status.Kinship.Parent : record.Outcome?.Root;
        if (root is not null) spec["parentRef"] = IssueKinship.Reference(root);
        return spec;
    }

    /// <summary>The phase that an Issue shows; null when it shows none yet.</summary>
    public static IncidentPhase? PhaseOf(JsonObject issue) => Enum.TryParse<IncidentPhase>(issue["status"]?["state"]?.GetValue<string>(), out var phase) ? phase : null;

    /// <param name="record">What is known now.</param>
    /// <param name="before">The Issue as it stands: the older part of its timeline is kept.</param>
    public static JsonObject Status(IncidentRecord record, JsonObject before)
    {
        var status = new JsonObject
        {
            ["observedGeneration"] = before["metadata"]?["generation"]?.GetValue<long>() ?? 1,
            ["state"] = record.Status.Phase.ToString(),
            ["remediationAttempts"] = record.Status.Attempt,
            ["maxRemediationAttempts"] = record.MaxAttempts,
            ["detectedAt"] = Manifest.Time(record.Status.OpenedAt),
            ["instanceId"] = record.Incident.InstanceId,
            ["timeline"] = Timeline(record.Status.Timeline, before["status"]?["timeline"] as JsonArray ?? []),
            ["conditions"] = new JsonArray(Ready(record)),
        };
        if (before["status"]?["report"] is { } report) status["report"] = report.DeepClone();
        Describe(status, record);
        IssueKinship.Describe(status, record.Status);
        return status;
    }

    private static void Describe(JsonObject status, IncidentRecord record)
    {
        if (record.Status.Headline is { } headline) status["headline"] = Manifest.Text(headline, Manifest.Sentence);
        if (record.Status.Mode is { } mode) status["mode"] = mode.ToString().ToLowerInvariant();
        if (record.Plan is { } plan) status["planRef"] = Manifest.Reference(RecordNames.Plan(record.Incident, plan.Attempt));
        if (record.Hypotheses is not null) status["insightRef"] = Manifest.Reference(RecordNames.Insight(record.Incident));
        if (record.Outcome is not { } outcome)
        {
            return;
        }

        status["outcome"] = outcome.Kind.ToString();
        status["reason"] = Manifest.Text(outcome.Reason, Manifest.Prose);
        if (outcome.Phase == IncidentPhase.Resolved)
        {
            status["resolvedAt"] = Manifest.Time(outcome.ClosedAt);
        }
    }

    /// <summary>The record carries the newest entries only; what came before them stands in the Issue already.</summary>
    private static JsonArray Timeline(IReadOnlyList<TimelineEntry> newest, JsonArray before)
    {
        var entries = newest.Select(Entry).ToList();
        var older = before.OfType<JsonObject>().Where(entry => !entries.Exists(one => Same(one, entry))).Select(entry => entry.DeepClone().AsObject()).ToList();
        if (entries.Count > 0)
        {
            older.RemoveAll(entry => string.CompareOrdinal(At(entry), At(entries[0])) > 0);
        }

        List<JsonObject> all = [.. older, .. entries];
        if (all.Count > MaxTimeline)
        {
            all.RemoveRange(KeptFromTheBeginning, all.Count - MaxTimeline);
        }

        return new JsonArray([.. all]);
    }

    private static JsonObject Entry(TimelineEntry entry) => new()
    {
        ["at"] = Manifest.Time(entry.At),
        ["phase"] = entry.Phase.ToString(),
        ["message"] = Manifest.Text(entry.Message, Manifest.Prose),
    };

    private static bool Same(JsonObject one, JsonObject other) => At(one) == At(other) && one["message"]?.GetValue<string>() == other["message"]?.GetValue<string>();

    private static string At(JsonObject entry) => entry["at"]?.GetValue<string>() ?? "";

    /// <summary>The condition that <c>kubectl wait</c> waits for: the workload is well again.</summary>
    private static JsonObject Ready(IncidentRecord record)
    {
        var over = record.Outcome;
        return new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = over?.Phase == IncidentPhase.Resolved ? "True" : "False",
            ["lastTransitionTime"] = Manifest.Time(over?.Phase == IncidentPhase.Resolved ? over.ClosedAt : record.Status.OpenedAt),
            ["reason"] = over?.Kind.ToString() ?? record.Status.Phase.ToString(),
            ["message"] = Manifest.Text(over?.Reason ?? record.Status.Headline ?? "The incident is being worked on.", Manifest.Sentence),
        };
    }

    private static string SeverityOf(Severity severity) => severity.ToString().ToLowerInvariant();
}
