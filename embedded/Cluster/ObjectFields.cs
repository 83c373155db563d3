using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>Reads Kubernetes objects without caring which of their fields are there: what is absent or of another shape is null.</summary>
public static class ObjectFields
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>metadata.name, or empty.</summary>
    public static string Name(this JsonNode node) => node.Text("metadata", "name") ?? "";

    /// <summary>metadata.namespace, or null.</summary>
    public static string? Namespace(this JsonNode node) => node.Text("metadata", "namespace");

    /// <summary>metadata.uid, or empty.</summary>
    public static string Uid(this JsonNode node) => node.Text("metadata", "uid") ?? "";

    /// <summary>metadata.resourceVersion, or empty.</summary>
    public static string ResourceVersion(this JsonNode node) => node.Text("metadata", "resourceVersion") ?? "";

    /// <summary>kind, or empty.</summary>
    public static string Kind(this JsonNode node) => node.Text("kind") ?? "";

    /// <summary>apiVersion, or empty.</summary>
    public static string ApiVersion(this JsonNode node) => node.Text("apiVersion") ?? "";

    /// <summary>One label, or null.</summary>
    public static string? Label(this JsonNode node, string name) => node.Text("metadata", "labels", name);

    /// <summary>One annotation, or null.</summary>
    public static string? Annotation(this JsonNode node, string name) => node.Text("metadata", "annotations", name);

    /// <summary>Whether deletion has begun.</summary>
    public static bool IsDeleting(this JsonNode node) => node.At("metadata", "deletionTimestamp") is not null;

    /// <summary>The owner that controls the object, or null.</summary>
    public static JsonObject? ControllerReference(this JsonNode node) =>
        node.Items("metadata", "ownerReferences").OfType<JsonObject>().FirstOrDefault(owner => owner.Flag("controller") == true);

    /// <summary>The node at a path, or null.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>The string at a path, or null.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number at a path, or null.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        if (node.At(path) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue<long>(out var number) || long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out number) ? number : null;
    }

    /// <summary>The boolean at a path, or null.</summary>
    public static bool? Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The object at a path, or null.</summary>
    public static JsonObject? Child(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    /// <summary>The elements of the array at a path; none when there is no array.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray ?? [];

    /// <summary>The time at a path, or null.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The string map at a path, such as labels; empty when absent.</summary>
    public static IReadOnlyDictionary<string, string> TextMap(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Child(path) is { } map
            ? map.Where(entry => entry.Value is JsonValue).ToDictionary(entry => entry.Key, entry => entry.Value!.ToString())
            : new Dictionary<string, string>();

    /// <summary>The object at a path, created with those above it where absent. For objects one owns, never for stored ones.</summary>
    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject child)
            {
                node[name] = child = [];
            }

            node = child;
        }

        return node;
    }

    /// <summary>A moment as Kubernetes writes it: UTC, whole seconds.</summary>
    public static string ToTimestamp(this DateTimeOffset time) => time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    /// <summary>A deep copy that may be changed.</summary>
    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();
}
