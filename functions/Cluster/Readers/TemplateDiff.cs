using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers;

/// <summary>
/// What one pod template changed against another, in words. Values of environment variables never appear, but for the host and port of an address:
/// their names are enough to say that they changed.
/// </summary>
internal static class TemplateDiff
{
    private const int MostLines = 20;
    private const int LongestLine = 200;

    public static IReadOnlyList<string> Between(JsonNode? before, JsonNode? after) =>
        [.. Containers(before, after, "containers", "")
            .Concat(Containers(before, after, "initContainers", " (init)"))
            .Concat(PodDiff.Between(before, after))
            .Select(line => LogRedactor.Redact(line).Clip(LongestLine))
            .Take(MostLines)];

    private static IEnumerable<string> Containers(JsonNode? before, JsonNode? after, string list, string mark)
    {
        var old = before.Items("spec", list).DistinctBy(NameOf).ToDictionary(NameOf);
        foreach (var container in after.Items("spec", list))
        {
            var lines = old.Remove(NameOf(container), out var earlier) ? ContainerDiff.Between(earlier, container) : [$"container {NameOf(container)}: added{mark}"];
            foreach (var line in lines)
            {
                yield return line;
            }
        }

        foreach (var name in old.Keys)
        {
            yield return $"container {name}: removed{mark}";
        }
    }

    private static string NameOf(JsonObject container) => container.Text("name") ?? "";
}
