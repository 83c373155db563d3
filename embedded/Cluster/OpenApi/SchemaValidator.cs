using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>
/// Checks a decoded object against the rules of its schema: required fields, enumerations, ranges, lengths, patterns, junctions, and the expressions of
/// custom resources. What a change leaves as it was is not held against it.
/// </summary>
internal sealed class SchemaValidator
{
    // An expression may rely on the shape of the object: with one of these wrong, it is not asked.
    private static readonly string[] Blocking = ["FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany"];
    private readonly List<StatusCause> causes = [];
    private readonly List<Func<StatusCause?>> rules = [];

    private SchemaValidator()
    {
    }

    /// <summary>Every rule that is broken; none when the object is valid. <paramref name="before"/> is what it was, where it was there.</summary>
    public static IReadOnlyList<StatusCause> Validate(JsonNode obj, SchemaNode schema, JsonNode? before = null)
    {
        var validator = new SchemaValidator();
        validator.Visit(obj, schema, before, "");
        validator.Ask();
        return validator.causes;
    }

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Ask()
    {
        if (rules.Count > 0 && causes.Exists(cause => Blocking.Contains(cause.Reason)))
        {
            causes.Add(new("<nil>", "FieldValueInvalid", "Invalid value: \"null\": some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"));
            return;
        }

        causes.AddRange(rules.Select(rule => rule()).OfType<StatusCause>());
    }

    private void Visit(JsonNode node, SchemaNode schema, JsonNode? before, string path)
    {
        if (before is not null && JsonNode.DeepEquals(node, before))
        {
            return;
        }

        if (schema.Enum.Count > 0 && node is JsonValue && !schema.Enum.Contains(node.ToString()))
        {
            var supported = string.Join(", ", schema.Enum.Select(value => $"\"{value}\""));
            causes.Add(new(path, "FieldValueNotSupported", $"Unsupported value: \"{node}\": supported values: {supported}"));
        }

        if (schema.Constraints is not null || schema.Format is not null)
        {
            causes.AddRange(SchemaBounds.Check(node, schema, path));
        }

        if (schema.Junctions is { } junctions)
        {
            causes.AddRange(junctions.Check(node).Select(why => new StatusCause(path, "FieldValueInvalid", $"Invalid value: {node.ToJsonString()}: \"{path}\" {why}")));
        }

        VisitInside(node, schema, before, path);
        rules.AddRange(schema.Rules.Select(rule => (Func<StatusCause?>)(() => rule.Check(node, before, path))));
    }

    private void VisitInside(JsonNode node, SchemaNode schema, JsonNode? before, string path)
    {
        if (node is JsonObject obj)
        {
            VisitMembers(obj, schema, before, path);
        }
        else if (node is JsonArray array && schema.Items is not null)
        {
            VisitElements(array, schema, before, path);
        }
    }

    private void VisitMembers(JsonObject obj, SchemaNode schema, JsonNode? before, string path)
    {
        foreach (var name in schema.Required.Where(name => IsMissing(obj, schema, name)))
        {
            causes.Add(new(At(path, name), "FieldValueRequired", "Required value"));
        }

        foreach (var (name, value) in obj)
        {
            if (value is not null && schema.Member(name) is { } member)
            {
                Visit(value, member, before.At(name), At(path, name));
            }
        }
    }

    // Go has no absent strings and lists: for a built-in kind, empty is missing.
    private static bool IsMissing(JsonObject obj, SchemaNode schema, string name) => obj[name] switch
    {
        null => !(obj.ContainsKey(name) && schema.Member(name)?.IsNullable == true),
        JsonValue value => schema.Definition is not null && value.TryGetValue<string>(out var text) && text.Length == 0,
        JsonArray array => schema.Definition is not null && array.Count == 0,
        _ => false,
    };

    private void VisitElements(JsonArray array, SchemaNode schema, JsonNode? before, string path)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not { } element)
            {
                continue;
            }

            var key = KeyOf(element, schema);
            Visit(element, schema.Items!, Same(before, key, schema), $"{path}[{i}]");
            if (key is not null && !seen.Add(key))
            {
                causes.Add(Duplicate(schema, key, $"{path}[{i}]"));
            }
        }
    }

    // A custom resource names the element, a built-in kind the field that identifies it.
    private static StatusCause Duplicate(SchemaNode schema, string key, string path) =>
        new(schema.ListKind == ListKind.Map && schema.ListKeys.Count == 1 && schema.Items!.Definition is not null ? $"{path}.{schema.ListKeys[0]}" : path, "FieldValueDuplicate", $"Duplicate value: {key}");

    /// <summary>What tells an element from the others of a set or of a map-like list; null in other lists.</summary>
    private static string? KeyOf(JsonNode element, SchemaNode schema) => (schema.ListKind, schema.ListKeys) switch
    {
        (ListKind.Set, _) => element.ToJsonString(),
        (ListKind.Map, [var only]) when schema.Items!.Definition is not null => element.At(only)?.ToJsonString(),
        (ListKind.Map, var names) when schema.Items!.Definition is null => new JsonObject(names.Select(name => KeyValuePair.Create(name, element.At(name)?.DeepClone()))).ToJsonString(),
        _ => null,
    };

    private static JsonNode? Same(JsonNode? before, string? key, SchemaNode schema) => schema.ListKind == ListKind.Map && key is not null
        ? (before as JsonArray)?.FirstOrDefault(element => element is not null && KeyOf(element, schema) == key)
        : null;
}
