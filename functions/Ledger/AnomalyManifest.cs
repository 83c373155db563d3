using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>A signal as an Anomaly: one that belongs to an incident, one that names no workload, or text that could not be read.</summary>
internal static class AnomalyManifest
{
    private const int MaxLabels = 64;
    private static readonly string[] Severities = ["critical", "high", "medium", "low", "warning", "info"];

    public static JsonObject Spec(AlertSignal signal, WorkloadRef workload)
    {
        var spec = Of(signal.Alert, signal.Type);
        spec["resource"] = Manifest.Resource(workload);
        return spec;
    }

    public static JsonObject Spec(QuarantinedAlert quarantined)
    {
        var spec = quarantined.Alert is { } alert
            ? Of(alert, SignalTypes.Of(alert))
            : new JsonObject
            {
                ["signalType"] = "unreadable",
                ["source"] = "alertmanager",
                ["severity"] = "warning",
                ["description"] = Manifest.Text(quarantined.Raw, Manifest.Prose),
                ["detectedAt"] = Manifest.Time(quarantined.At),
            };
        spec["reason"] = Manifest.Text(quarantined.Reason, Manifest.Prose);
        return spec;
    }

    public static JsonObject Status(AlertSignal signal, ObjectRef issue)
    {
        var status = new JsonObject { ["correlated"] = true, ["issueRef"] = Manifest.Reference(issue), ["quarantined"] = false };
        if (signal.Alert is { Status: AlertStatus.Resolved, EndsAt: { } over })
        {
            status["resolvedAt"] = Manifest.Time(over);
        }

        return status;
    }

    public static JsonObject QuarantinedStatus() => new() { ["correlated"] = false, ["quarantined"] = true };

    private static JsonObject Of(Alert alert, SignalType type)
    {
        var spec = Told(alert, type);
        if (alert.IsOwn && alert.Annotations.GetValueOrDefault(Alert.DetectorsAnnotation) is { } detectors) spec["detectors"] = Manifest.Text(detectors, Manifest.Prose);
        return spec;
    }

    private static JsonObject Told(Alert alert, SignalType type) => new()
    {
        ["signalType"] = SignalTypes.NameOf(type),
        ["source"] = alert.IsDerived() ? DerivedAlert.Correlation : alert.Label(Alert.SourceLabel) ?? "alertmanager",
        ["severity"] = alert.Label("severity")?.ToLowerInvariant() is { } told && Severities.Contains(told) ? told : "warning",
        ["description"] = Manifest.Text(Summary(alert), Manifest.Prose),
        ["detectedAt"] = Manifest.Time(alert.StartsAt),
        ["fingerprint"] = alert.Fingerprint,
        ["labels"] = Manifest.Map(alert.Labels, MaxLabels),
    };

    private static string Summary(Alert alert) =>
        alert.Annotations.GetValueOrDefault("summary") ?? alert.Annotations.GetValueOrDefault("description") ?? alert.Name;
}
