using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Finds in an event's data what an alert needs. Tools name the same things differently; the names of those that are common with Kubernetes are known here
/// (our own shape, Kubernetes objects and references, Falco, Argo CD, Keptn, Flux), and whatever else is ignored.
/// </summary>
internal static class CloudEventSignal
{
    private static readonly string[][] Namespaces =
    [
        ["namespace"], ["metadata", "namespace"], ["involvedObject", "namespace"], ["regarding", "namespace"], ["output_fields", "k8s.ns.name"],
        ["app", "spec", "destination", "namespace"], ["application", "namespace"], ["project"],
    ];

    private static readonly (string Label, string[][] Paths)[] Objects =
    [
        ("deployment", [["deployment"], ["output_fields", "k8s.deployment.name"]]),
        ("statefulset", [["statefulset"], ["output_fields", "k8s.statefulset.name"]]),
        ("daemonset", [["daemonset"], ["output_fields", "k8s.daemonset.name"]]),
        ("replicaset", [["replicaset"], ["output_fields", "k8s.rs.name"]]),
        ("pod", [["pod"], ["output_fields", "k8s.pod.name"]]),
        ("service", [["service"]]),
        ("node", [["node"]]),
    ];

    // Where an object is given with its kind: our own, a Kubernetes object, or a reference to one.
    private static readonly (string[] Kind, string[] Name)[] Kinded =
    [
        (["workload", "kind"], ["workload", "name"]), (["involvedObject", "kind"], ["involvedObject", "name"]), (["regarding", "kind"], ["regarding", "name"]), (["kind"], ["metadata", "name"]), (["kind"], ["name"]),
    ];

    private static readonly string[][] Names = [["alertname"], ["rule"], ["reason"], ["event"]];

    private static readonly string[] States = [".firing", ".fired", ".triggered", ".resolved", ".recovered"];

    private static readonly string[][] Texts = [["summary"], ["message"], ["output"], ["description"], ["app", "status", "operationState", "message"]];

    public static Alert Read(CloudEvent envelope, JsonElement data)
    {
        var draft = new AlertDraft()
            .Label("alertname", First(data, Names) ?? LastWords(Stem(envelope.Type)))
            .Label("severity", SeverityOf(data.TextAt("severity") ?? data.TextAt("priority")))
            .Label("cluster", data.TextAt("cluster"))
            .Label("signal_type", data.TextAt("signal_type") ?? data.TextAt("signalType"))
            .Label("namespace", First(data, Namespaces))
            .Label("ce_type", Stem(envelope.Type))
            .Label("ce_source", envelope.Source)
            .Annotation("summary", First(data, Texts))
            .Annotation("ce_id", envelope.Id)
            .Annotation("ce_subject", envelope.Subject);
        AddObjects(draft, data);
        AddSubject(draft, envelope.Subject);
        foreach (var (name, value) in data.TextsAt("labels"))
        {
            draft.Label(name, value);
        }

        var status = StatusOf(data, envelope.Type);
        return draft.ToAlert(status, Time(data, "startsAt") ?? envelope.Time, Time(data, "endsAt") ?? envelope.Time);
    }

    private static void AddObjects(AlertDraft draft, JsonElement data)
    {
        foreach (var (label, paths) in Objects)
        {
            draft.Label(label, First(data, paths));
        }

        foreach (var (kind, name) in Kinded)
        {
            var label = data.TextAt(kind)?.ToLowerInvariant();
            if (Objects.Any(known => known.Label == label))
            {
                draft.Label(label!, data.TextAt(name));
            }
        }

        // A plain name can only be a workload's, and a Deployment's is the commonest.
        draft.Label("deployment", data.TextAt("workload"));
    }

    /// <summary>"/apis/apps/v1/namespaces/shop/deployments/cart", "namespaces/shop/pods/cart-1": the path of an object, as its own address has it.</summary>
    private static void AddSubject(AlertDraft draft, string? subject)
    {
        var parts = subject?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var at = Array.IndexOf(parts, "namespaces");
        if (at < 0 || parts.Length < at + 2)
        {
            return;
        }

        draft.Label("namespace", parts[at + 1]);
        if (parts.Length >= at + 4 && Objects.Any(known => $"{known.Label}s" == parts[at + 2]))
        {
            draft.Label(parts[at + 2][..^1], parts[at + 3]);
        }
    }

    /// <summary>Without a word about it an event says that something is wrong: that is what it is sent for.</summary>
    private static AlertStatus StatusOf(JsonElement data, string type) => (data.TextAt("status") ?? "").ToLowerInvariant() switch
    {
        "resolved" or "ok" or "recovered" or "healthy" or "succeeded" => AlertStatus.Resolved,
        "" when type.EndsWith(".resolved", StringComparison.OrdinalIgnoreCase) || type.EndsWith(".recovered", StringComparison.OrdinalIgnoreCase) => AlertStatus.Resolved,
        _ => AlertStatus.Firing,
    };

    /// <summary>By the words of syslog, of Kubernetes and of Alertmanager.</summary>
    private static string SeverityOf(string? told) => told?.ToLowerInvariant() switch
    {
        "emergency" or "alert" or "critical" or "fatal" => "critical",
        "error" or "high" => "high",
        "medium" => "medium",
        "low" => "low",
        "notice" or "informational" or "info" or "debug" or "normal" => "info",
        _ => "warning",
    };

    /// <summary>The type without a last word that only says how it stands: what begins and what ends is the same thing.</summary>
    private static string Stem(string type) => States.FirstOrDefault(state => type.EndsWith(state, StringComparison.OrdinalIgnoreCase)) is { } state ? type[..^state.Length] : type;

    /// <summary>"sh.keptn.event.deployment.finished" is told as "deployment.finished".</summary>
    private static string LastWords(string type) => string.Join('.', type.Split('.').TakeLast(2));

    private static string? First(JsonElement data, string[][] paths) => paths.Select(path => data.TextAt(path)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static DateTimeOffset? Time(JsonElement data, string name) =>
        data.At(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;
}
