using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>The schemas of the built-in kinds.</summary>
/// <remarks>
/// Each type of <c>BuiltIn/*.yaml</c> is a map from field to <c>TYPE [!] [= DEFAULT] [(ENUM,...)] [| DESCRIPTION]</c>, where ! means
/// required. A type is a scalar, a type's name, <c>map&lt;T&gt;</c>, <c>set&lt;T&gt;</c>, <c>list&lt;T&gt;</c> or
/// <c>list&lt;T by KEY,KEY&gt;</c>. Of the names with a meaning of their own, <c>_doc</c> holds the description, <c>_kind</c> the apiVersion
/// (and the kind where it differs from the name), and <c>_atomic</c> makes the object one value.
/// </remarks>
internal sealed class BuiltInSchemas
{
    private static readonly Lazy<BuiltInSchemas> Loaded = new(() => new BuiltInSchemas());
    private readonly Dictionary<string, Dictionary<string, string>> source = [];
    private readonly Dictionary<string, SchemaNode> types = [];
    private readonly Dictionary<(string ApiVersion, string Kind), SchemaNode> kinds = [];

    private BuiltInSchemas()
    {
        var yaml = new DeserializerBuilder().Build();
        var assembly = typeof(BuiltInSchemas).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Cluster.OpenApi.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            foreach (var (name, fields) in yaml.Deserialize<Dictionary<string, Dictionary<string, string>>>(reader))
            {
                source.Add(name, fields);
            }
        }

        foreach (var (name, fields) in source.Where(type => type.Value.ContainsKey("_kind")))
        {
            var kind = fields["_kind"].Split(' ');
            kinds[(kind[0], kind.ElementAtOrDefault(1) ?? name)] = Named(name) with { Definition = $"{DefinitionPrefix(kind[0])}.{kind.ElementAtOrDefault(1) ?? name}" };
        }
    }

    /// <summary>The schema of a built-in kind; of one that is only answered and never stored, nothing is known.</summary>
    public static SchemaNode Find(string apiVersion, string kind) => Loaded.Value.kinds.GetValueOrDefault((apiVersion, kind)) ?? SchemaNode.Any;

    /// <summary>The schema of metadata, the same for every kind.</summary>
    public static SchemaNode ObjectMeta => Loaded.Value.Named("ObjectMeta");

    /// <summary>What a shared definition is for, as opposed to what a field that uses it is for.</summary>
    public static string? DescriptionOf(string definition) =>
        Loaded.Value.source.GetValueOrDefault(definition[(definition.LastIndexOf('.') + 1)..])?.GetValueOrDefault("_doc");

    /// <summary>Group and version as the names of OpenAPI definitions spell them.</summary>
    private static string DefinitionPrefix(string apiVersion)
    {
        var parts = apiVersion.Split('/');
        return parts.Length == 1 ? $"io.k8s.api.core.{parts[0]}" : $"io.k8s.api.{parts[0].Split('.')[0]}.{parts[1]}";
    }

    private SchemaNode Named(string name)
    {
        if (types.TryGetValue(name, out var known))
        {
            return known;
        }

        var fields = source.GetValueOrDefault(name) ?? throw new InvalidDataException($"The built-in schemas name a type that is not there: {name}.");
        var declarations = fields.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => FieldDeclaration.Parse(field.Value));
        var properties = declarations.ToDictionary(field => field.Key, field => Field(field.Value));
        if (fields.ContainsKey("_kind"))
        {
            properties["apiVersion"] = new SchemaNode { Type = SchemaType.String, Description = "Group and version in which the object is written." };
            properties["kind"] = new SchemaNode { Type = SchemaType.String, Description = "Kind of the object." };
        }

        return types[name] = new SchemaNode
        {
            Type = SchemaType.Object,
            Description = fields.GetValueOrDefault("_doc") ?? "",
            Definition = $"io.k8s.api.core.v1.{name}",
            Properties = properties,
            Required = [.. declarations.Where(field => field.Value.IsRequired).Select(field => field.Key)],
            IsAtomic = fields.ContainsKey("_atomic"),
        };
    }

    private SchemaNode Field(FieldDeclaration declaration) => OfType(declaration.Type) with
    {
        Description = declaration.Description,
        Default = declaration.Default,
        Enum = declaration.Enum,
    };

    private SchemaNode OfType(string type)
    {
        if (type.IndexOf('<') is not (> 0 and var open))
        {
            return Scalar(type) ?? Named(type);
        }

        var inner = type[(open + 1)..^1].Split(' ');
        return type[..open] switch
        {
            "map" => new() { Type = SchemaType.Object, Values = OfType(inner[0]), IsAtomic = inner.ElementAtOrDefault(1) == "atomic" },
            "set" => new() { Type = SchemaType.Array, Items = OfType(inner[0]), ListKind = ListKind.Set },
            "list" when inner.Length == 3 => new() { Type = SchemaType.Array, Items = OfType(inner[0]), ListKind = ListKind.Map, ListKeys = inner[2].Split(',') },
            "list" => new() { Type = SchemaType.Array, Items = OfType(inner[0]) },
            var other => throw new InvalidDataException($"The built-in schemas use a type that is not known: {other}."),
        };
    }

    private static SchemaNode? Scalar(string type) => type switch
    {
        "string" => new() { Type = SchemaType.String },
        "int32" or "int64" => new() { Type = SchemaType.Integer, Format = type },
        "bool" => new() { Type = SchemaType.Boolean },
        "time" => new() { Type = SchemaType.String, Format = "date-time", IsNullable = true },
        "quantity" => new() { Type = SchemaType.IntOrString, Format = "quantity" },
        "intorstring" => new() { Type = SchemaType.IntOrString },
        "any" => SchemaNode.Any,
        _ => null,
    };

    private sealed record FieldDeclaration(string Type, bool IsRequired, JsonNode? Default, IReadOnlyList<string> Enum, string Description)
    {
        public static FieldDeclaration Parse(string text)
        {
            var bar = text.IndexOf('|');
            var declaration = (bar < 0 ? text : text[..bar]).Trim();
            var description = bar < 0 ? "" : text[(bar + 1)..].Trim();
            string[] allowed = [];
            if (declaration.EndsWith(')'))
            {
                var open = declaration.LastIndexOf('(');
                allowed = declaration[(open + 1)..^1].Split(',');
                declaration = declaration[..open].Trim();
            }

            JsonNode? value = null;
            if (declaration.Split(" = ", 2) is [var before, var written])
            {
                declaration = before;
                value = Value(written, before);
            }

            var required = declaration.EndsWith(" !", StringComparison.Ordinal);
            return new(required ? declaration[..^2] : declaration, required, value, allowed, description);
        }

        private static JsonNode? Value(string written, string type) => type == "string" ? JsonValue.Create(written) : JsonNode.Parse(written);
    }
}
