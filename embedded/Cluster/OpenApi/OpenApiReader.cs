using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>Reads the structural schema of a CustomResourceDefinition.</summary>
internal static class OpenApiReader
{
    private static readonly string[] Understood =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern", "minLength", "maxLength", "minItems", "maxItems",
        "uniqueItems", "minProperties", "maxProperties", "x-kubernetes-validations", "anyOf", "oneOf", "allOf", "not",
    ];

    /// <summary>The schema of a custom resource; metadata, kind and apiVersion are the same for all of them.</summary>
    public static SchemaNode Root(JsonObject? schema)
    {
        var root = schema is null ? SchemaNode.Any : Read(schema);
        var whole = root with
        {
            Type = SchemaType.Object,
            Properties = new Dictionary<string, SchemaNode>(root.Properties)
            {
                ["apiVersion"] = new() { Type = SchemaType.String, Description = "Group and version in which the object is written." },
                ["kind"] = new() { Type = SchemaType.String, Description = "Kind of the object." },
                ["metadata"] = BuiltInSchemas.ObjectMeta,
            },
        };

        // A rule at the root may ask for the name, which only the whole object has.
        return root.Rules.Count > 0 ? whole with { Rules = ValidationRule.Read(schema!, whole) } : whole;
    }

    /// <summary>A part of a schema, with its rules compiled.</summary>
    public static SchemaNode Read(JsonObject schema)
    {
        var node = Describe(schema) with { Junctions = SchemaJunctions.Read(schema) };
        return schema.ContainsKey("x-kubernetes-validations") ? node with { Rules = ValidationRule.Read(schema, node) } : node;
    }

    private static SchemaNode Describe(JsonObject schema)
    {
        var intOrString = schema.Flag("x-kubernetes-int-or-string") == true;
        var listKind = schema.Text("x-kubernetes-list-type") switch
        {
            "map" => ListKind.Map,
            "set" => ListKind.Set,
            _ => ListKind.Atomic,
        };
        return new SchemaNode
        {
            Type = intOrString ? SchemaType.IntOrString : TypeOf(schema),
            Format = schema.Text("format"),
            Description = schema.Text("description") ?? "",
            Properties = schema.Child("properties")?.ToDictionary(field => field.Key, field => Read(field.Value as JsonObject ?? [])) ?? [],
            Values = schema.Child("additionalProperties") is { } values ? Read(values) : schema.Flag("additionalProperties") == true ? SchemaNode.Any : null,
            Items = schema.Child("items") is { } items ? Read(items) : null,
            Required = [.. schema.Items("required").Select(name => name.Text()).OfType<string>()],
            Default = schema["default"]?.DeepClone(),
            Enum = [.. schema.Items("enum").OfType<JsonValue>().Select(value => value.ToString())],
            ListKind = listKind,
            ListKeys = [.. schema.Items("x-kubernetes-list-map-keys").Select(key => key.Text()).OfType<string>()],
            IsAtomic = schema.Text("x-kubernetes-map-type") == "atomic",
            IsNullable = schema.Flag("nullable") == true,
            KeepsUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") == true,
            Constraints = ConstraintsOf(schema),
        };
    }

    private static SchemaType TypeOf(JsonObject schema) => schema.Text("type") switch
    {
        "object" => SchemaType.Object,
        "array" => SchemaType.Array,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => SchemaType.Any,
    };

    private static JsonObject? ConstraintsOf(JsonObject schema)
    {
        var constraints = new JsonObject();
        foreach (var name in Understood.Where(schema.ContainsKey))
        {
            constraints[name] = schema[name]?.DeepClone();
        }

        return constraints.Count > 0 ? constraints : null;
    }
}
