using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>What controllers read again and again: counts that are zero when unset, lists of objects, conditions, labels.</summary>
internal static class WorkloadFields
{
    public static int Count(this JsonNode? node, params ReadOnlySpan<string> path) => (int)(node.Number(path) ?? 0);

    public static int? Whole(this JsonNode? node, params ReadOnlySpan<string> path) => (int?)node.Number(path);

    /// <summary>A resource quantity in base units (cores, bytes); zero when unset.</summary>
    public static double Amount(this JsonNode? node, params ReadOnlySpan<string> path) => (double)(Quantity.Parse(node.At(path)?.ToString()) ?? 0);

    public static bool Is(this JsonNode? node, params ReadOnlySpan<string> path) => node.Flag(path) == true;

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, params ReadOnlySpan<string> path) => node.Items(path).OfType<JsonObject>();

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Items(path).Select(item => item.Text()).OfType<string>();

    public static IReadOnlyDictionary<string, string> Labels(this JsonNode node) => node.TextMap("metadata", "labels");

    public static DateTimeOffset Created(this JsonNode node) => node.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;

    /// <summary>Desired replicas; one when unset, as the API defaults it.</summary>
    public static int Replicas(this JsonNode node) => node.Whole("spec", "replicas") ?? 1;

    public static JsonObject? Condition(this JsonNode node, string type) =>
        node.Objects("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsControlledBy(this JsonNode node, JsonNode owner) => node.ControllerReference().Text("uid") == owner.Uid();
}
