using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Cluster.Environments;

/// <summary>An object as a JSON Patch (RFC 6902) would leave it: of its operations those that a prepared step has (add, replace, remove).</summary>
internal static class PatchedSource
{
    /// <exception cref="InvalidOperationException">The patch does not fit the object.</exception>
    public static JsonObject Of(JsonObject source, JsonArray operations)
    {
        var patched = (JsonObject)source.DeepClone();
        foreach (var operation in operations.OfType<JsonObject>())
        {
            var path = $"{operation["path"]}".TrimStart('/').Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
            Change(Parent(patched, path), path[^1], operation);
        }

        return patched;
    }

    private static JsonNode Parent(JsonNode node, IReadOnlyList<string> path) => path.SkipLast(1).Aggregate(node, (at, part) =>
        (at is JsonArray items ? items[Place(part)] : at[part]) ?? throw new InvalidOperationException($"There is nothing at {string.Join('/', path)}."));

    private static void Change(JsonNode parent, string field, JsonObject operation)
    {
        var isRemoval = $"{operation["op"]}" == "remove";
        var value = operation["value"]?.DeepClone();
        switch (parent)
        {
            case JsonObject fields when isRemoval:
                fields.Remove(field);
                break;
            case JsonObject fields:
                fields[field] = value;
                break;
            case JsonArray items when isRemoval:
                items.RemoveAt(Place(field));
                break;
            case JsonArray items when $"{operation["op"]}" == "add":
                items.Insert(field == "-" ? items.Count : Place(field), value);
                break;
            case JsonArray items:
                items[Place(field)] = value;
                break;
            default:
                throw new InvalidOperationException($"There is no {field} in a plain value.");
        }
    }

    private static int Place(string part) => int.Parse(part, CultureInfo.InvariantCulture);
}
