using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>
/// What one pod template changed against another, in words. Values of environment variables never appear: their names are enough to say that they
/// changed.
/// </summary>
internal static class TemplateDiff
{
    private const int MostLines = 20;
    private const int LongestLine = 200;

    // Written by the cluster for each release, or by every restart.
    private static readonly string[] IgnoredLabels = ["pod-template-hash", "controller-revision-hash"];

    public static IReadOnlyList<string> Between(JsonNode? before, JsonNode? after) =>
        [.. Containers(before, after, "containers")
            .Concat(Containers(before, after, "initContainers"))
            .Concat(Rest(before, after))
            .Select(line => LogRedactor.Redact(line).Clip(LongestLine))
            .Take(MostLines)];

    private static IEnumerable<string> Containers(JsonNode? before, JsonNode? after, string list)
    {
        var old = before.Items("spec", list).DistinctBy(NameOf).ToDictionary(NameOf);
        foreach (var container in after.Items("spec", list))
        {
            var lines = old.Remove(NameOf(container), out var earlier) ? ContainerDiff.Between(earlier, container) : [$"container {NameOf(container)}: added"];
            foreach (var line in lines)
            {
                yield return line;
            }
        }

        foreach (var name in old.Keys)
        {
            yield return $"container {name}: removed";
        }
    }

    private static IEnumerable<string> Rest(JsonNode? before, JsonNode? after) =>
        Changed(before.At("spec"), after.At("spec"), ["containers", "initContainers"]).Select(field => $"pod spec {field}: changed")
            .Concat(Changed(before.At("metadata", "annotations"), after.At("metadata", "annotations"), []).Select(name => $"pod annotation {name}: changed"))
            .Concat(Changed(before.At("metadata", "labels"), after.At("metadata", "labels"), IgnoredLabels).Select(name => $"pod label {name}: changed"));

    private static IEnumerable<string> Changed(JsonNode? before, JsonNode? after, string[] except)
    {
        var old = before as JsonObject ?? [];
        var now = after as JsonObject ?? [];
        return old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key))
            .Where(key => !except.Contains(key) && !JsonNode.DeepEquals(old[key], now[key]))
            .Order(StringComparer.Ordinal);
    }

    private static string NameOf(JsonObject container) => container.Text("name") ?? "";
}
