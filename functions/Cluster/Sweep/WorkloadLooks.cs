using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Guardrails;
using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>Reads of a workload what a sweep asks for.</summary>
internal static class WorkloadLooks
{
    private const int LongestMessage = 150;
    private const int MostWriters = 4;
    private const int MostFields = 40;

    // Set by the tool that takes workloads to zero out of hours, and taken away when it brings them back.
    private const string Downscaled = "downscaler/original-replicas";

    public static WorkloadLook Read(JsonObject workload, DateTimeOffset now, TimeSpan window)
    {
        var kind = workload.Text("kind") ?? "";
        var status = workload.At("status");
        var isDaemon = kind == Kinds.DaemonSet.Kind;
        return new WorkloadLook(new Subject(kind, workload.Text("metadata", "namespace") ?? "", workload.Name()))
        {
            Wanted = isDaemon ? status.Int("desiredNumberScheduled") ?? 0 : workload.Int("spec", "replicas") ?? 1,
            Ready = status.Int(isDaemon ? "numberReady" : "readyReplicas") ?? 0,
            CreatedAt = workload.CreatedAt(),
            Conditions = [.. Conditions(workload)],
            PodLabels = workload.Map("spec", "template", "metadata", "labels"),
            ScaledAt = Writes(workload).Where(entry => entry.At("fieldsV1", "f:spec", "f:replicas") is not null).Max(entry => entry.Time("time")),
            Owner = Owner(workload),
            IsLeftAlone = IsLeftAlone(workload.Map("metadata", "annotations"), now),
            Writers = [.. Writers(workload, now - window)],
        };
    }

    public static IEnumerable<ConditionLook> Conditions(JsonNode item) => item.Items("status", "conditions").Select(condition => new ConditionLook(
        condition.Text("type") ?? "",
        condition.Text("status") == "True",
        condition.Text("reason") ?? "",
        LogRedactor.Redact(condition.Text("message") ?? "").Clip(LongestMessage),
        condition.Time("lastTransitionTime")));

    /// <summary>When the spec was last written; null when nobody says.</summary>
    public static DateTimeOffset? WrittenAt(JsonObject item) => Writes(item).Where(entry => entry.At("fieldsV1", "f:spec") is not null).Max(entry => entry.Time("time"));

    private static Subject? Owner(JsonObject workload) => JsonFields.Controller(workload) is { } owner
        ? new Subject(owner.Text("kind") ?? "", workload.Text("metadata", "namespace") ?? "", owner.Text("name") ?? "")
        : null;

    private static bool IsLeftAlone(IReadOnlyDictionary<string, string> annotations, DateTimeOffset now) =>
        annotations.GetValueOrDefault(Annotations.Ignore) == "true"
        || annotations.GetValueOrDefault(Annotations.Managed) == "false"
        || annotations.ContainsKey(Downscaled)
        || (annotations.TryGetValue(Annotations.PauseUntil, out var until) && DateTimeOffset.TryParse(until, out var end) && end > now);

    private static IEnumerable<JsonObject> Writes(JsonObject workload) =>
        workload.Items("metadata", "managedFields").Where(entry => entry.Text("subresource") != "status");

    /// <summary>Only of a spec that was written lately: to take the fields apart is what costs, and what is quiet needs it not.</summary>
    private static IEnumerable<WriterLook> Writers(JsonObject workload, DateTimeOffset since)
    {
        var recent = Writes(workload).Where(entry => entry.At("fieldsV1", "f:spec") is not null).ToList();
        return recent.Exists(entry => entry.Time("time") >= since)
            ? recent
                .OrderByDescending(entry => entry.Time("time"))
                .Take(MostWriters)
                .Select(entry => new WriterLook(entry.Text("manager") ?? "unknown", entry.Time("time") ?? workload.CreatedAt(), [.. Fields(entry.At("fieldsV1", "f:spec")!, "").Take(MostFields).Order(StringComparer.Ordinal)]))
            : [];
    }

    /// <summary>The leaves that are owned, each as eight hex digits: enough to tell them apart, and they say nothing.</summary>
    private static IEnumerable<string> Fields(JsonNode fields, string path)
    {
        var children = (fields as JsonObject)?.Where(field => field.Key != ".").ToList() ?? [];
        return children.Count == 0
            ? [Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8]]
            : children.SelectMany(field => Fields(field.Value!, $"{path}/{field.Key}"));
    }
}
