using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>Checks a decoded object against the rules of its schema: required fields, enumerations, ranges, lengths, patterns.</summary>
internal sealed class SchemaValidator
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);
    private readonly List<StatusCause> causes = [];

    private SchemaValidator()
    {
    }

    /// <summary>Every rule that is broken; none when the object is valid.</summary>
    public static IReadOnlyList<StatusCause> Validate(JsonObject obj, SchemaNode schema)
    {
        var validator = new SchemaValidator();
        validator.Visit(obj, schema, "");
        return validator.causes;
    }

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Visit(JsonNode node, SchemaNode schema, string path)
    {
        if (schema.Enum.Count > 0 && node is JsonValue && !schema.Enum.Contains(node.ToString()))
        {
            var supported = string.Join(", ", schema.Enum.Select(value => $"\"{value}\""));
            causes.Add(new(path, "FieldValueNotSupported", $"Unsupported value: \"{node}\": supported values: {supported}"));
        }

        if (schema.Constraints is { } constraints)
        {
            Constrain(node, constraints, path);
        }

        if (node is JsonObject obj)
        {
            VisitMembers(obj, schema, path);
        }
        else if (node is JsonArray array && schema.Items is { } items)
        {
            VisitElements(array, items, schema, path);
        }
    }

    private void VisitMembers(JsonObject obj, SchemaNode schema, string path)
    {
        foreach (var name in schema.Required.Where(name => IsMissing(obj, schema, name)))
        {
            causes.Add(new(At(path, name), "FieldValueRequired", "Required value"));
        }

        foreach (var (name, value) in obj)
        {
            if (value is not null && schema.Member(name) is { } member)
            {
                Visit(value, member, At(path, name));
            }
        }
    }

    // Go has no absent strings and lists: for a built-in kind, empty is missing.
    private static bool IsMissing(JsonObject obj, SchemaNode schema, string name) => obj[name] switch
    {
        null => true,
        JsonValue value => schema.Definition is not null && value.TryGetValue<string>(out var text) && text.Length == 0,
        JsonArray array => schema.Definition is not null && array.Count == 0,
        _ => false,
    };

    private void VisitElements(JsonArray array, SchemaNode items, SchemaNode schema, string path)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not { } element)
            {
                continue;
            }

            Visit(element, items, $"{path}[{i}]");
            var isKeyed = schema.ListKind == ListKind.Set || schema.ListKeys.Count == 1;
            var key = schema.ListKind == ListKind.Set ? element.ToJsonString() : element.At(schema.ListKeys is [var first, ..] ? first : "")?.ToJsonString();
            if (isKeyed && key is not null && !seen.Add(key))
            {
                var field = schema.ListKind == ListKind.Set ? $"{path}[{i}]" : $"{path}[{i}].{schema.ListKeys[0]}";
                causes.Add(new(field, "FieldValueDuplicate", $"Duplicate value: {key}"));
            }
        }
    }

    private void Constrain(JsonNode node, JsonObject constraints, string path)
    {
        if (node is JsonArray array)
        {
            Bound(array.Count, constraints, path, "Items", "items");
        }
        else if (node is JsonObject obj)
        {
            Bound(obj.Count, constraints, path, "Properties", "properties");
        }
        else if (node.Text() is { } text)
        {
            Bound(text.Length, constraints, path, "Length", "chars long");
            if (constraints.Text("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ExplicitCapture, PatternTimeout))
            {
                Invalid(path, node, $"{path} in body should match '{pattern}'");
            }
        }
        else if (node is JsonValue value && value.TryGetValue<double>(out var number))
        {
            BoundNumber(number, constraints, path, node);
        }
    }

    private void Bound(int count, JsonObject constraints, string path, string what, string unit)
    {
        if (constraints.Number($"max{what}") is { } max && count > max)
        {
            causes.Add(new(path, "FieldValueTooMany", $"Too many: {count}: must have at most {max} {unit}"));
        }

        if (constraints.Number($"min{what}") is { } min && count < min)
        {
            causes.Add(new(path, "FieldValueInvalid", $"Invalid value: {count}: {path} in body should have at least {min} {unit}"));
        }
    }

    private void BoundNumber(double number, JsonObject constraints, string path, JsonNode node)
    {
        if (constraints["minimum"]?.GetValue<double>() is { } minimum && (number < minimum || (number <= minimum && constraints.Flag("exclusiveMinimum") == true)))
        {
            Invalid(path, node, string.Create(CultureInfo.InvariantCulture, $"{path} in body should be greater than or equal to {minimum}"));
        }

        if (constraints["maximum"]?.GetValue<double>() is { } maximum && (number > maximum || (number >= maximum && constraints.Flag("exclusiveMaximum") == true)))
        {
            Invalid(path, node, string.Create(CultureInfo.InvariantCulture, $"{path} in body should be less than or equal to {maximum}"));
        }
    }

    private void Invalid(string path, JsonNode node, string why) => causes.Add(new(path, "FieldValueInvalid", $"Invalid value: {node.ToJsonString()}: {why}"));
}
