using System.Diagnostics;
using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Telemetry;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>
/// Writes an incident into its namespace: the Issue, its signals as Anomalies, the diagnosis as an AIInsight, each attempt as a RemediationPlan,
/// and Events on the workload. It may be called again and again; what stands there already is left alone.
/// </summary>
public sealed class IncidentLedger(IClusters clusters, IncidentMetrics metrics)
{
    private const int MaxAnomalies = 100;

    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<RecordResult> WriteAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(record.Incident.Workload.Cluster);
        var writer = new LedgerWriter(cluster);
        var name = RecordNames.Issue(record.Incident);
        var signals = Signals(record);
        var spec = IssueManifest.Spec(record, signals.Select(signal => RecordNames.Anomaly(signal.Alert, name.Namespace)));
        JsonObject? standing = null;
        var issue = await writer.ApplyAsync(name, Traced(Confirmed(Manifest.Of(name, spec, record.Incident.RecordName), record), record.Incident), before => IssueManifest.Status(record, standing = before), cancellationToken);
        if (issue is not null)
        {
            metrics.Entered(record, IssueManifest.PhaseOf(standing!));
            await WriteSignalsAsync(writer, record, signals, issue, cancellationToken);
            await WriteInsightAsync(writer, record, issue, cancellationToken);
            await WriteAdviceAsync(writer, record, issue, cancellationToken);
            await WritePlanAsync(writer, record, issue, cancellationToken);
        }

        await WriteEventsAsync(cluster, writer, record, cancellationToken);
        var untold = await TellOriginAsync(cluster, record, cancellationToken);
        return untold.Length == 0 ? writer.Result : new RecordResult(false, $"{writer.Result.Reason} {untold}".Trim());
    }

    /// <summary>Marks the Issue of an incident that was healed with the cause that this confirms: what is learned from. A model's guess that came true says how good its guesses are.</summary>
    private static JsonObject Confirmed(JsonObject issue, IncidentRecord record)
    {
        if (record is { Outcome.Kind: OutcomeKind.Healed, Plan: { Cause: not Cause.Unknown, Advice: not { IsAlone: true } } plan })
        {
            issue["metadata"]!["labels"]![RecordNames.ConfirmedCauseLabel] = plan.Cause;
        }

        return issue;
    }

    private static JsonObject Traced(JsonObject issue, Incident incident)
    {
        if (ActivityContext.TryParse(incident.TraceParent, null, out var trace))
        {
            issue["metadata"]!["annotations"] = new JsonObject { [RecordNames.TraceAnnotation] = trace.TraceId.ToHexString() };
        }

        return issue;
    }

    private static async Task<string> TellOriginAsync(ICluster cluster, IncidentRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await new OriginLedger(cluster).TellAsync(record, cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return $"{record.Plan!.Origin!.Resource} could not be told: {refused.Message}.";
        }
    }

    /// <summary>One per episode, the last word on each.</summary>
    private static List<AlertSignal> Signals(IncidentRecord record) =>
        [.. record.Incident.Signals.Concat(record.Joined).GroupBy(signal => EpisodeKey.Of(signal.Alert)).Select(episode => episode.Last()).Take(MaxAnomalies)];

    private static async Task WriteSignalsAsync(LedgerWriter writer, IncidentRecord record, List<AlertSignal> signals, JsonObject issue, CancellationToken cancellationToken)
    {
        var workload = record.Incident.Workload;
        var issueName = RecordNames.Issue(record.Incident);
        var known = new ListQuery(workload.Namespace, LabelSelector: $"{RecordNames.IncidentLabel}={record.Incident.RecordName}");
        var written = (await writer.ListAsync(Kinds.Anomaly, known, cancellationToken)).ToDictionary(anomaly => anomaly["metadata"]!["name"]!.GetValue<string>());
        foreach (var signal in signals)
        {
            var name = RecordNames.Anomaly(signal.Alert, workload.Namespace);
            var status = AnomalyManifest.Status(signal, issueName);
            if (!written.TryGetValue(name.Name, out var before) || !JsonNode.DeepEquals(before["status"], status))
            {
                var manifest = Manifest.Of(name, AnomalyManifest.Spec(signal, workload), record.Incident.RecordName, issue);
                await writer.ApplyAsync(name, manifest, _ => status, cancellationToken);
            }
        }
    }

    private static async Task WriteInsightAsync(LedgerWriter writer, IncidentRecord record, JsonObject issue, CancellationToken cancellationToken)
    {
        if (record.Hypotheses is { } ranked)
        {
            var name = RecordNames.Insight(record.Incident);
            var manifest = Manifest.Of(name, InsightManifest.Spec(record), record.Incident.RecordName, issue);
            await writer.ApplyAsync(name, manifest, before => InsightManifest.Status(record, ranked, before), cancellationToken);
        }
    }

    private static async Task WriteAdviceAsync(LedgerWriter writer, IncidentRecord record, JsonObject issue, CancellationToken cancellationToken)
    {
        // Who is not known to the definition was not asked either.
        if (record.Hypotheses?.Advice is { Provider.Length: > 0 } advice)
        {
            var name = RecordNames.Advice(record.Incident);
            var manifest = Manifest.Of(name, AdviceManifest.Spec(record, advice), record.Incident.RecordName, issue);
            await writer.ApplyAsync(name, manifest, before => AdviceManifest.Status(record, advice, before), cancellationToken);
        }
    }

    private static async Task WritePlanAsync(LedgerWriter writer, IncidentRecord record, JsonObject issue, CancellationToken cancellationToken)
    {
        if (record.Plan is { } plan)
        {
            var name = RecordNames.Plan(record.Incident, plan.Attempt);
            var manifest = Manifest.Of(name, PlanManifest.Spec(record, plan), record.Incident.RecordName, issue);
            PlanManifest.Mark(manifest, record, plan);
            await writer.ApplyAsync(name, manifest, before => PlanManifest.Status(record, plan, before), cancellationToken);
        }
    }

    private static async Task WriteEventsAsync(ICluster cluster, LedgerWriter writer, IncidentRecord record, CancellationToken cancellationToken)
    {
        var told = IncidentEvents.Of(record).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var workload = record.Incident.Workload;
        var found = await cluster.FindMetadataAsync(Kinds.Named(workload.Kind).Ref(workload.Namespace, workload.Name), cancellationToken);
        var uid = found?["metadata"]?["uid"]?.GetValue<string>();
        foreach (var one in told)
        {
            var name = RecordNames.Event(record.Incident, one.Reason, one.Attempt);
            await writer.CreateAsync(name, IncidentEvents.Manifest(name, one, record, uid), cancellationToken);
        }
    }
}
