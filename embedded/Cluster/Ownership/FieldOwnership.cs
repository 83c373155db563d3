using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Ownership;

/// <summary>Records an ordinary write: its author now owns what it changed, and nobody owns what it removed.</summary>
internal static class FieldOwnership
{
    public static void Track(JsonObject? before, ObjectDifference difference, SchemaNode schema, Actor actor, string now)
    {
        // A writer may hand managers over to others by writing managedFields itself; leaving them out changes nothing.
        var after = difference.After;
        var known = after.At("metadata", "managedFields") is null ? FieldManagers.Read(before) : FieldManagers.Read(after);
        var changed = FieldManagers.Owned(Fields(difference, name => FieldSet.Changed(before?[name], after[name], FieldShape.Member(schema, name))));
        var removed = Fields(difference, name => Removed(before?[name], after[name], FieldShape.Member(schema, name)));
        if (changed.IsEmpty && removed.IsEmpty)
        {
            FieldManagers.Write(after, known);
            return;
        }

        var isStatus = before is not null && changed.Union(removed).Children.Keys.All(field => field == "f:status");
        var author = new FieldManager(actor.FieldManager, "Update", after.ApiVersion(), isStatus ? "status" : "") { Time = now, Fields = FieldSet.Empty };
        var mine = known.FirstOrDefault(author.IsSame)?.Fields ?? FieldSet.Empty;
        var others = known.Where(manager => !manager.IsSame(author)).Select(manager => manager.Without(changed).Without(removed));
        FieldManagers.Write(after, others.Append(author with { Fields = mine.Except(removed).Union(changed) }));
    }

    private static FieldSet Fields(ObjectDifference difference, Func<string, FieldSet> of) =>
        FieldSet.Of(difference.Fields.Select(name => KeyValuePair.Create($"f:{name}", of(name))));

    private static FieldSet Removed(JsonNode? before, JsonNode? after, SchemaNode schema)
    {
        if (before is null)
        {
            return FieldSet.Empty;
        }

        return after is null ? FieldSet.Of(before, schema) : FieldSet.Of(before, schema).Except(FieldSet.Of(after, schema));
    }
}
