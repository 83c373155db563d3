using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Patches;

/// <summary>JSON Patch (RFC 6902).</summary>
internal static class JsonPatch
{
    public static JsonNode Apply(JsonNode target, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            target = ApplyOne(target, operation as JsonObject ?? throw Refusal("each operation must be an object"));
        }

        return target;
    }

    private static JsonNode ApplyOne(JsonNode root, JsonObject operation)
    {
        var path = Pointer(operation.Text("path") ?? throw Refusal("an operation needs a path"));
        switch (operation.Text("op"))
        {
            case "add":
                return Add(root, path, Value(operation));
            case "replace":
                Find(root, path);
                return path.Count == 0 ? Value(operation)! : Add(Remove(root, path), path, Value(operation));
            case "remove":
                return Remove(root, path);
            case "copy":
                return Add(root, path, Find(root, From(operation))?.DeepClone());
            case "move":
                var from = From(operation);
                var moved = Find(root, from)?.DeepClone();
                return Add(Remove(root, from), path, moved);
            case "test":
                return JsonNode.DeepEquals(Find(root, path), operation["value"])
                    ? root
                    : throw Refusal($"testing value {operation.Text("path")} failed");
            case var other:
                throw Refusal($"unexpected kind: {other}");
        }
    }

    private static JsonNode? Value(JsonObject operation) =>
        operation.ContainsKey("value") ? operation["value"]?.DeepClone() : throw Refusal("add and replace need a value");

    private static List<string> From(JsonObject operation) => Pointer(operation.Text("from") ?? throw Refusal("copy and move need from"));

    private static List<string> Pointer(string path)
    {
        if (path.Length == 0)
        {
            return [];
        }

        return path[0] == '/'
            ? [.. path[1..].Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : throw Refusal($"path {path} must start with /");
    }

    private static JsonNode? Find(JsonNode? node, List<string> path)
    {
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject obj when obj.ContainsKey(part) => obj[part],
                JsonArray array => array[Index(array, part, array.Count - 1)],
                _ => throw Refusal($"path /{string.Join('/', path)} does not exist"),
            };
        }

        return node;
    }

    private static JsonNode Add(JsonNode root, List<string> path, JsonNode? value)
    {
        if (path.Count == 0)
        {
            return value!;
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray parent when path[^1] == "-":
                parent.Add(value);
                break;
            case JsonArray parent:
                parent.Insert(Index(parent, path[^1], parent.Count), value);
                break;
            default:
                throw Refusal($"path /{string.Join('/', path)} has no parent");
        }

        return root;
    }

    private static JsonNode Remove(JsonNode root, List<string> path)
    {
        Find(root, path);
        switch (path.Count == 0 ? null : Find(root, path[..^1]))
        {
            case JsonObject parent:
                parent.Remove(path[^1]);
                break;
            case JsonArray parent:
                parent.RemoveAt(Index(parent, path[^1], parent.Count - 1));
                break;
            default:
                throw Refusal("the root cannot be removed");
        }

        return root;
    }

    private static int Index(JsonArray array, string part, int last) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw Refusal($"index {part} is outside an array of {array.Count}");

    private static ApiStatusException Refusal(string why) => new(new ApiStatus(422, "Invalid", $"the server rejected our request due to an error in our request: {why}"));
}
