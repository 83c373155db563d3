using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Ownership;

/// <summary>Into which parts a value falls when several writers share it.</summary>
internal enum FieldParts
{
    /// <summary>None: it is written as a whole.</summary>
    Whole,

    /// <summary>Fields, each written on its own.</summary>
    Fields,

    /// <summary>Elements that have names.</summary>
    Elements,
}

/// <summary>Splits values into the parts that writers may own.</summary>
internal static class FieldShape
{
    public static FieldParts Of(JsonNode? node, SchemaNode schema) => node switch
    {
        JsonObject when !schema.IsAtomic => FieldParts.Fields,
        JsonArray when schema.Items is not null && schema.ListKind != ListKind.Atomic => FieldParts.Elements,
        _ => FieldParts.Whole,
    };

    public static SchemaNode Member(SchemaNode schema, string name) => schema.Member(name) ?? SchemaNode.Any;

    /// <summary>The elements of a shared list under the names that fieldsV1 gives them.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Elements(JsonArray list, SchemaNode schema) =>
        list.Select(element => KeyValuePair.Create(ElementName(element, schema), element));

    private static string ElementName(JsonNode? element, SchemaNode schema)
    {
        if (schema.ListKind == ListKind.Set)
        {
            return $"v:{element?.ToJsonString() ?? "null"}";
        }

        var keys = new JsonObject();
        foreach (var key in schema.ListKeys.Order(StringComparer.Ordinal))
        {
            keys[key] = (element.At(key) ?? Member(schema.Items!, key).Default)?.DeepClone();
        }

        return $"k:{keys.ToJsonString()}";
    }
}
