using System.Text.Json.Nodes;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>Compares JSON with what a row of a table expects: "*" stands for anything but null.</summary>
internal static class JsonPattern
{
    /// <summary>Where the two differ first, or null. Members that the pattern does not name may be there only when <paramref name="partly"/>.</summary>
    public static string? Difference(JsonNode? pattern, JsonNode? actual, bool partly = false, string path = "$") => (pattern, actual) switch
    {
        (JsonValue wild, not null) when wild.TryGetValue<string>(out var text) && text == "*" => null,
        (JsonObject wanted, JsonObject found) => Difference(wanted, found, partly, path),
        (JsonArray wanted, JsonArray found) when wanted.Count == found.Count =>
            wanted.Select((item, index) => Difference(item, found[index], partly, $"{path}[{index}]")).FirstOrDefault(difference => difference is not null),
        _ => JsonNode.DeepEquals(pattern, actual) ? null : $"{path}: expected {Show(pattern)}, found {Show(actual)}",
    };

    private static string? Difference(JsonObject wanted, JsonObject found, bool partly, string path)
    {
        if (!partly && found.FirstOrDefault(member => !wanted.ContainsKey(member.Key)).Key is { } surplus) return $"{path}.{surplus} is not expected";
        foreach (var (key, value) in wanted)
        {
            if (!found.ContainsKey(key)) return $"{path}.{key} is missing";
            if (Difference(value, found[key], partly, $"{path}.{key}") is { } difference) return difference;
        }

        return null;
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
