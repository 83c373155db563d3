using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// What a write has changed: the object after it, and the names of the fields at its top that differ. Found in one pass, as every write needs to know it for
/// more than one purpose.
/// </summary>
internal sealed record ObjectDifference(JsonObject After, IReadOnlyList<string> Fields)
{
    private const string Metadata = "metadata";
    private const string ManagedFields = "managedFields";

    /// <summary>Whether something differs that is wanted, and not only observed or said about the object.</summary>
    public bool HasDesire => Fields.Any(name => name is not (Metadata or "status" or "apiVersion" or "kind"));

    /// <summary>The difference between two states; null when there is none.</summary>
    public static ObjectDifference? Of(JsonObject? before, JsonObject after)
    {
        List<string> fields = [.. Names(before, after).Where(name => !IsSame(name, before?[name], after[name]))];
        return fields.Count > 0 || !JsonNode.DeepEquals(before.At(Metadata, ManagedFields), after.At(Metadata, ManagedFields)) ? new(after, fields) : null;
    }

    // Who manages what is as long as all the rest, and follows from it: it is compared only when nothing else differs.
    private static bool IsSame(string name, JsonNode? before, JsonNode? after) => name == Metadata && before is JsonObject one && after is JsonObject other
        ? Names(one, other).All(field => field == ManagedFields || JsonNode.DeepEquals(one[field], other[field]))
        : JsonNode.DeepEquals(before, after);

    private static IEnumerable<string> Names(JsonObject? before, JsonObject after) => (before ?? []).Select(field => field.Key).Union(after.Select(field => field.Key));
}
