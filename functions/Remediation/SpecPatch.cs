using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.KnownGood.Comparison;

namespace Autocura.Remediation;

/// <summary>
/// The JSON Patch (RFC 6902) between two declared states of one object, and the same in words. Objects are compared field by field, lists of equal
/// length item by item, other lists as wholes: a patch by position is safe because the step's precondition pins the object's version.
/// </summary>
internal static class SpecPatch
{
    private const int LongestShown = 80;

    /// <summary>
    /// The operations that turn <paramref name="before"/> into <paramref name="after"/>; status is left alone, and of the metadata all but the labels and annotations
    /// that are named.
    /// </summary>
    public static JsonArray Between(JsonObject before, JsonObject after, IReadOnlyList<string>? metadata = null)
    {
        var operations = new JsonArray();
        foreach (var field in metadata ?? [])
        {
            var (map, name) = MetadataField.Split(field);
            Compare($"/metadata/{map}/{Escape(name)}", MetadataField.MapOf(before, map), MetadataField.MapOf(after, map), name, operations);
        }

        foreach (var name in Declared(before, after))
        {
            Compare($"/{Escape(name)}", before, after, name, operations);
        }

        return operations;
    }

    /// <summary>One line per operation: "spec.replicas: 0 -> 2".</summary>
    public static IReadOnlyList<string> Describe(JsonObject before, JsonArray operations) => [.. operations.OfType<JsonObject>().Select(operation =>
    {
        var path = operation["path"]!.GetValue<string>();
        var isSecret = SecretNames.IsSecret(path[(path.LastIndexOf('/') + 1)..]);
        var old = Show(At(before, path), isSecret);
        var now = operation["op"]!.GetValue<string>() == "remove" ? "(removed)" : Show(operation["value"], isSecret);
        return $"{path.Trim('/').Replace('/', '.').Replace("~1", "/").Replace("~0", "~")}: {old} -> {now}";
    })];

    private static IEnumerable<string> Declared(JsonObject before, JsonObject after) =>
        before.Select(field => field.Key).Union(after.Select(field => field.Key))
            .Where(name => name is not ("metadata" or "status" or "apiVersion" or "kind"))
            .Order(StringComparer.Ordinal);

    private static void Compare(string path, JsonObject before, JsonObject after, string name, JsonArray operations)
    {
        var had = before.TryGetPropertyValue(name, out var old);
        var has = after.TryGetPropertyValue(name, out var now);
        if (!has)
        {
            operations.Add(new JsonObject { ["op"] = "remove", ["path"] = path });
        }
        else if (!had)
        {
            operations.Add(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = now?.DeepClone() });
        }
        else
        {
            CompareValues(path, old, now, operations);
        }
    }

    private static void CompareValues(string path, JsonNode? old, JsonNode? now, JsonArray operations)
    {
        if (old is JsonObject oldFields && now is JsonObject newFields)
        {
            foreach (var inner in oldFields.Select(field => field.Key).Union(newFields.Select(field => field.Key)).Order(StringComparer.Ordinal).ToList())
            {
                Compare($"{path}/{Escape(inner)}", oldFields, newFields, inner, operations);
            }
        }
        else if (old is JsonArray oldItems && now is JsonArray newItems && oldItems.Count == newItems.Count)
        {
            for (var i = 0; i < oldItems.Count; i++)
            {
                CompareValues($"{path}/{i}", oldItems[i], newItems[i], operations);
            }
        }
        else if (!JsonNode.DeepEquals(old, now))
        {
            operations.Add(new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = now?.DeepClone() });
        }
    }

    private static JsonNode? At(JsonObject root, string pointer)
    {
        JsonNode? node = root;
        foreach (var part in pointer.Trim('/').Split('/'))
        {
            node = node switch
            {
                JsonObject fields => fields[part.Replace("~1", "/").Replace("~0", "~")],
                JsonArray items when int.TryParse(part, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }

    private static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");

    private static string Show(JsonNode? value, bool isSecret)
    {
        var text = value is null ? "(none)" : isSecret ? LogRedactor.Mark : LogRedactor.Redact(value.ToJsonString());
        return text.Length <= LongestShown ? text : text[..LongestShown] + "...";
    }
}
