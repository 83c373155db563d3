using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers;

/// <summary>Reads fields of an object as the cluster sent it. A field that is missing or of another type reads as null: nothing here throws.</summary>
internal static class JsonFields
{
    /// <summary>The node at the end of the path, or null.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Int(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static long? Long(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    /// <summary>A number or a text as text: a quantity, or a port by number or name.</summary>
    public static string? NumberOrText(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>The objects of an array.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The texts of an array.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? array.Select(item => item?.ToString() ?? "") : [];

    /// <summary>A map of texts, such as labels.</summary>
    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonObject map
            ? map.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "")
            : new Dictionary<string, string>();

    public static string Name(this JsonNode node) => node.Text("metadata", "name") ?? "";

    public static string Uid(this JsonNode node) => node.Text("metadata", "uid") ?? "";

    /// <summary>When it was created; the beginning of time for an object that does not say.</summary>
    public static DateTimeOffset CreatedAt(this JsonNode node) => node.Time("metadata", "creationTimestamp") ?? DateTimeOffset.UnixEpoch;

    /// <summary>The owner that controls it, or null.</summary>
    public static JsonObject? Controller(this JsonNode node) =>
        node.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));

    /// <summary>The condition of that type in the object's status, or null.</summary>
    public static JsonObject? Condition(this JsonNode? node, string type) => node.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    /// <summary>Whether its status says that it is ready: a pod, a node, a resource of somebody's operator.</summary>
    public static bool IsReady(this JsonNode? node) => node.Condition("Ready").Text("status") == "True";

    /// <summary>The text, cut to a length that may be kept for ever.</summary>
    public static string Clip(this string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
