using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>
/// The part of JSONPath that printer columns and scale paths use: fields, quoted fields, indexes, <c>*</c>, and filters that compare
/// a field with a text: <c>.status.conditions[?(@.type=="Ready")].status</c>.
/// </summary>
internal static class JsonPathLookup
{
    /// <summary>Every value the path leads to.</summary>
    public static IReadOnlyList<JsonNode> Find(JsonNode root, string path)
    {
        IReadOnlyList<JsonNode> found = [root];
        foreach (var step in Steps(path))
        {
            found = [.. found.SelectMany(node => Follow(node, step)).OfType<JsonNode>()];
        }

        return found;
    }

    /// <summary>The names of a path that is only fields, as scale paths are.</summary>
    public static string[] Fields(string path) => path.Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            var ends = i == path.Length || (depth == 0 && path[i] is '.' or '[');
            if (ends && i > start)
            {
                steps.Add(path[start..i]);
            }

            if (i < path.Length)
            {
                depth += path[i] switch { '[' => 1, ']' => -1, _ => 0 };
            }

            if (ends)
            {
                start = i < path.Length && path[i] == '.' ? i + 1 : i;
            }
        }

        return steps;
    }

    private static IEnumerable<JsonNode?> Follow(JsonNode node, string step)
    {
        if (!step.StartsWith('['))
        {
            return step == "*" ? Children(node) : [(node as JsonObject)?[step.Replace("\\", "", StringComparison.Ordinal)]];
        }

        var inner = step[1..^1].Trim();
        if (inner.StartsWith("?(@", StringComparison.Ordinal))
        {
            return Filter(node, inner[3..^1]);
        }

        if (inner is ['\'' or '"', .. var quoted, _])
        {
            return [(node as JsonObject)?[quoted]];
        }

        if (inner == "*")
        {
            return Children(node);
        }

        var list = node as JsonArray ?? [];
        return int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && list.Count > 0
            ? [list.ElementAtOrDefault(index < 0 ? list.Count + index : index)]
            : [];
    }

    private static IEnumerable<JsonNode?> Filter(JsonNode node, string condition)
    {
        var parts = condition.Split("==", 2, StringSplitOptions.TrimEntries);
        var field = parts[0];
        return Children(node).OfType<JsonNode>().Where(child =>
        {
            var values = Find(child, field);
            return parts.Length == 1 ? values.Count > 0 : values.Any(value => value.ToString() == parts[1].Trim('\'', '"'));
        });
    }

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node switch
    {
        JsonArray array => array,
        JsonObject obj => obj.Select(field => field.Value),
        _ => [],
    };
}
