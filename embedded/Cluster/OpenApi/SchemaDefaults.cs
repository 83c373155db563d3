using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>Fills in the values that a schema declares for fields left out.</summary>
internal static class SchemaDefaults
{
    /// <summary>Fills in place.</summary>
    public static void Apply(JsonNode node, SchemaNode schema)
    {
        if (node is JsonArray array && schema.Items is { } items)
        {
            foreach (var element in array.OfType<JsonNode>())
            {
                Apply(element, items);
            }
        }
        else if (node is JsonObject obj)
        {
            foreach (var (name, member) in schema.Properties)
            {
                if (member.Default is { } value && obj[name] is null && !(member.IsNullable && obj.ContainsKey(name)))
                {
                    obj[name] = value.DeepClone();
                }
            }

            foreach (var (name, value) in obj.ToList())
            {
                if (value is not null && schema.Member(name) is { } member)
                {
                    Apply(value, member);
                }
            }
        }
    }
}
