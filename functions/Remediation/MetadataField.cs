using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Remediation;

/// <summary>One label or annotation, written "labels/app" or "annotations/example.org/pause": metadata that somebody declared and an action may change.</summary>
internal static class MetadataField
{
    private static readonly string[] Maps = ["labels", "annotations"];

    public static JsonNode? In(JsonObject target, string field)
    {
        var (map, name) = Split(field);
        return target.At("metadata", map, name);
    }

    public static (string Map, string Name) Split(string field) => (field[..field.IndexOf('/')], field[(field.IndexOf('/') + 1)..]);

    public static JsonObject MapOf(JsonObject target, string map) => target.At("metadata", map) as JsonObject ?? [];

    /// <summary>The labels and annotations that differ between two states of one object.</summary>
    public static IReadOnlyList<string> Changed(JsonObject before, JsonObject after) =>
    [
        .. Maps.SelectMany(map => MapOf(before, map).Select(field => field.Key)
            .Union(MapOf(after, map).Select(field => field.Key))
            .Where(name => !JsonNode.DeepEquals(before.At("metadata", map, name), after.At("metadata", map, name)))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{map}/{name}")),
    ];

    /// <summary>Whether an operation of a patch writes into that map.</summary>
    public static bool Writes(JsonNode? operation, string map) => operation?["path"]?.GetValue<string>().StartsWith($"/metadata/{map}/", StringComparison.Ordinal) == true;
}
