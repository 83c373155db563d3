using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>
/// The OpenAPI v3 document of one group and version: definitions for <c>kubectl explain</c>, and the paths by which clients learn
/// which options a write understands.
/// </summary>
internal sealed class OpenApiWriter
{
    private static readonly string[] WriteOptions = ["dryRun", "fieldManager", "fieldValidation", "force"];
    private readonly JsonObject definitions = [];

    private OpenApiWriter()
    {
    }

    /// <summary>Writes the document.</summary>
    public static JsonObject Write(IEnumerable<ResourceType> types)
    {
        var writer = new OpenApiWriter();
        var paths = new JsonObject();
        foreach (var type in types)
        {
            var prefix = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.Group}/{type.Version}";
            var collection = type.Namespaced ? $"{prefix}/namespaces/{{namespace}}/{type.Plural}" : $"{prefix}/{type.Plural}";
            var definition = writer.Kind(type);
            paths[collection] = Operations(type, definition, "get", "post");
            if (type.Stored)
            {
                paths[$"{collection}/{{name}}"] = Operations(type, definition, "get", "put", "patch", "delete");
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = ServedVersion.GitVersion },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = writer.definitions },
        };
    }

    private static JsonObject Operations(ResourceType type, string definition, params string[] methods)
    {
        var path = new JsonObject();
        foreach (var method in methods)
        {
            var operation = new JsonObject
            {
                ["x-kubernetes-group-version-kind"] = GroupVersionKind(type),
                ["responses"] = new JsonObject
                {
                    ["200"] = new JsonObject { ["description"] = "OK", ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(definition) } } },
                },
            };
            if (method is "post" or "put" or "patch")
            {
                operation["parameters"] = new JsonArray([.. WriteOptions.Select(Parameter)]);
            }

            path[method] = operation;
        }

        return path;
    }

    private static JsonNode Parameter(string name) =>
        new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = name == "force" ? "boolean" : "string" } };

    private static JsonObject GroupVersionKind(ResourceType type) =>
        new() { ["group"] = type.Group, ["version"] = type.Version, ["kind"] = type.Kind };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/components/schemas/{definition}" };

    private string Kind(ResourceType type)
    {
        var name = type.Schema.Definition ?? $"{string.Join('.', type.Group.Split('.').Reverse())}.{type.Version}.{type.Kind}";
        var definition = Inline(type.Schema);
        definition["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(type));
        definitions[name] = definition;
        return name;
    }

    private JsonObject Schema(SchemaNode schema)
    {
        if (schema.Definition is not { } name)
        {
            return Inline(schema);
        }

        if (!definitions.ContainsKey(name))
        {
            definitions[name] = new JsonObject();
            definitions[name] = Inline(schema with { Description = TypeDescription(schema) });
        }

        // explain prints the field's text and then the type's: once is enough where they are the same.
        return schema.Description == TypeDescription(schema)
            ? Reference(name)
            : new JsonObject { ["description"] = schema.Description, ["allOf"] = new JsonArray(Reference(name)) };
    }

    private static string TypeDescription(SchemaNode schema) => BuiltInSchemas.DescriptionOf(schema.Definition!) ?? schema.Description;

    private JsonObject Inline(SchemaNode schema)
    {
        var json = schema.Constraints?.Copy() ?? [];
        Describe(schema, json);
        if (schema.Properties.Count > 0)
        {
            json["properties"] = new JsonObject(schema.Properties.OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Schema(field.Value))));
        }

        if (schema.Values is { } values)
        {
            json["additionalProperties"] = Schema(values);
        }

        if (schema.Items is { } items)
        {
            json["items"] = Schema(items);
        }

        return json;
    }

    private static void Describe(SchemaNode schema, JsonObject json)
    {
        json["description"] = schema.Description;
        if (schema.Type == SchemaType.IntOrString)
        {
            json["x-kubernetes-int-or-string"] = true;
        }

        json["type"] = schema.Type switch
        {
            SchemaType.Any => "object",
            SchemaType.IntOrString => "string",
            _ => schema.Type.ToString().ToLowerInvariant(),
        };
        Set(json, "format", schema.Format);
        Set(json, "default", schema.Default?.DeepClone());
        SetList(json, "required", schema.Required);
        SetList(json, "enum", schema.Enum);
        SetList(json, "x-kubernetes-list-map-keys", schema.ListKeys);
        if (schema.Type == SchemaType.Array)
        {
            json["x-kubernetes-list-type"] = schema.ListKind.ToString().ToLowerInvariant();
        }

        if (schema.KeepsUnknown)
        {
            json["x-kubernetes-preserve-unknown-fields"] = true;
        }
    }

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static void SetList(JsonObject json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json[name] = new JsonArray([.. values.Select(value => (JsonNode?)value)]);
        }
    }
}
