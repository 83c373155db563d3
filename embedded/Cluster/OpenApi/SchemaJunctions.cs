using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>Further schemas a value is held to: all of some, any of some, one and only one of some, and not of another.</summary>
internal sealed record SchemaJunctions(IReadOnlyList<SchemaNode> All, IReadOnlyList<SchemaNode> Any, IReadOnlyList<SchemaNode> One, SchemaNode? Not)
{
    public static SchemaJunctions? Read(JsonObject schema)
    {
        var junctions = new SchemaJunctions(Schemas(schema, "allOf"), Schemas(schema, "anyOf"), Schemas(schema, "oneOf"), schema.Child("not") is { } not ? OpenApiReader.Read(not) : null);
        return junctions.All.Count + junctions.Any.Count + junctions.One.Count > 0 || junctions.Not is not null ? junctions : null;
    }

    /// <summary>What is wrong, in the words of the API server.</summary>
    public IEnumerable<string> Check(JsonNode value)
    {
        if (!All.All(schema => Fits(value, schema)))
        {
            yield return "must validate all the schemas (allOf)";
        }

        if (Any.Count > 0 && !Any.Any(schema => Fits(value, schema)))
        {
            yield return "must validate at least one schema (anyOf)";
        }

        var fitting = One.Count(schema => Fits(value, schema));
        if (One.Count > 0 && fitting != 1)
        {
            yield return $"must validate one and only one schema (oneOf). Found {(fitting == 0 ? "none" : fitting)} valid";
        }

        if (Not is not null && Fits(value, Not))
        {
            yield return "must not validate the schema (not)";
        }
    }

    private static List<SchemaNode> Schemas(JsonObject schema, string name) => [.. schema.Items(name).OfType<JsonObject>().Select(OpenApiReader.Read)];

    private static bool Fits(JsonNode value, SchemaNode schema) => schema.Fits(value) && SchemaValidator.Validate(value, schema).Count == 0;
}
