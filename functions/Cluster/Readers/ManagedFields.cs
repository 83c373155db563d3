using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Who wrote which part of an object last, as the cluster keeps it in <c>metadata.managedFields</c>. Writes of status, of the cluster's own controllers
/// and of this system are left out: they follow from a change, they are none.
/// </summary>
internal static class ManagedFields
{
    private const int Most = 10;
    private const string Prefix = "f:";

    private static readonly string[] Ignored = ["kube-controller-manager", "kube-scheduler", "kubelet", "autocura"];

    public static IReadOnlyList<ChangeView> Read(JsonObject source) =>
        [.. source.Items("metadata", "managedFields")
            .Where(entry => entry.Text("subresource") != "status" && !Ignored.Contains(entry.Text("manager")))
            .Select(entry => new ChangeView(
                entry.Text("manager") ?? "unknown",
                entry.Text("operation") ?? "Update",
                entry.Time("time") ?? source.CreatedAt(),
                [.. Fields(entry.At("fieldsV1"))]))
            .Where(change => change.Fields.Count > 0)
            .OrderByDescending(change => change.At)
            .ThenBy(change => change.Manager, StringComparer.Ordinal)
            .Take(Most)];

    /// <summary>Who changed the object last and when; its creation by nobody known where the cluster kept no more.</summary>
    public static (string Manager, DateTimeOffset At) Latest(JsonObject source) =>
        Read(source) is [var newest, ..] ? (newest.Manager, newest.At) : ("", source.CreatedAt());

    // "spec.replicas", "metadata.annotations": two levels say what was touched, and stay few.
    private static IEnumerable<string> Fields(JsonNode? fields) =>
        from section in fields as JsonObject ?? []
        where section.Key.StartsWith(Prefix) && section.Key != "f:status"
        from field in section.Value as JsonObject ?? []
        where field.Key.StartsWith(Prefix)
        select $"{section.Key[Prefix.Length..]}.{field.Key[Prefix.Length..]}";
}
