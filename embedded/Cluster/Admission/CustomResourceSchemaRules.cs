using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>
/// What the schema of a CustomResourceDefinition must be before it is accepted: structural, with defaults that fit, patterns that can be read and
/// expressions that compile.
/// </summary>
internal static class CustomResourceSchemaRules
{
    private static readonly string[] Junctions = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] NotInJunctions = ["description", "default", "additionalProperties", "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-list-type"];

    private static readonly string[] Inside = ["items", "additionalProperties"];

    public static IEnumerable<StatusCause> Validate(JsonObject schema, string path)
    {
        if (schema.Text("type") != "object")
        {
            return [Causes.Invalid($"{path}.type", schema["type"], "must be object at the root")];
        }

        var structure = Structure(schema, path).ToList();
        return structure.Count > 0 ? structure : Meaning(OpenApiReader.Root(schema), path, isCorrelatable: true);
    }

    private static IEnumerable<StatusCause> Structure(JsonObject schema, string path)
    {
        var isFree = schema.Flag("x-kubernetes-int-or-string") == true || schema.Flag("x-kubernetes-preserve-unknown-fields") == true;
        if (schema.Text("type") is null && !isFree)
        {
            yield return Causes.Required($"{path}.type", "must not be empty for specified object fields");
        }

        if (schema.ContainsKey("$ref"))
        {
            yield return Causes.Forbidden($"{path}.$ref", "$ref is not supported");
        }

        if (schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties"))
        {
            yield return Causes.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive");
        }

        if (schema.Text("pattern") is { } pattern && SchemaBounds.DefectOf(pattern) is { } defect)
        {
            yield return Causes.Invalid($"{path}.pattern", pattern, $"must be a valid regular expression, but isn't: {defect}");
        }

        var inside = ListKeys(schema, path).Concat(JunctionParts(schema, path)).Concat(Children(schema, path).SelectMany(child => Structure(child.Schema, child.Path)));
        foreach (var cause in inside)
        {
            yield return cause;
        }
    }

    private static IEnumerable<(JsonObject Schema, string Path)> Children(JsonObject schema, string path)
    {
        var properties = (schema.Child("properties") ?? []).Select(field => (Schema: field.Value as JsonObject ?? [], Path: $"{path}.properties[{field.Key}]"));
        return properties
            .Where(child => child.Path != $"{path}.properties[metadata]" || !path.EndsWith("openAPIV3Schema", StringComparison.Ordinal))
            .Concat(Inside.Where(name => schema[name] is JsonObject).Select(name => (schema.Child(name)!, $"{path}.{name}")));
    }

    private static IEnumerable<StatusCause> ListKeys(JsonObject schema, string path)
    {
        if (schema.Text("x-kubernetes-list-type") != "map")
        {
            yield break;
        }

        var keys = schema.Items("x-kubernetes-list-map-keys").Select(key => key.Text() ?? "").ToList();
        if (keys.Count == 0)
        {
            yield return Causes.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
        }

        var required = schema.Items("items", "required").Select(name => name.Text()).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            if (schema.At("items", "properties", keys[i]) is not { } property)
            {
                yield return Causes.Invalid($"{path}.x-kubernetes-list-map-keys[{i}]", keys[i], "entries must all be names of item properties");
            }
            else if (!required.Contains(keys[i]) && property.At("default") is null)
            {
                yield return Causes.Required($"{path}.items.properties[{keys[i]}].default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property");
            }
        }
    }

    // int-or-string is the one place where types stand inside.
    private static IEnumerable<StatusCause> JunctionParts(JsonObject schema, string path)
    {
        var parts = Junctions.SelectMany(name => schema.Items(name).Select((part, index) => (Part: part as JsonObject, Path: $"{path}.{name}[{index}]")))
            .Append((Part: schema.Child("not"), Path: $"{path}.not"));
        string[] forbidden = schema.Flag("x-kubernetes-int-or-string") == true ? NotInJunctions : ["type", .. NotInJunctions];
        return parts.SelectMany(part => forbidden.Where(name => part.Part?.ContainsKey(name) == true)
            .Select(name => Causes.Forbidden($"{part.Path}.{name}", "must be empty to be structural")));
    }

    private static IEnumerable<StatusCause> Meaning(SchemaNode schema, string path, bool isCorrelatable)
    {
        for (var i = 0; i < schema.Rules.Count; i++)
        {
            var (rule, at) = (schema.Rules[i], $"{path}.x-kubernetes-validations[{i}].rule");
            if (rule.Defect is { } defect)
            {
                yield return Causes.Invalid(at, rule.Text, $"compilation failed: {defect}");
            }
            else if (rule.IsTransition && !isCorrelatable)
            {
                yield return Causes.Invalid(at, rule.Text, $"oldSelf cannot be used on the uncorrelatable portion of the schema within {path}");
            }
        }

        var value = schema.Default is null ? [] : Unfit(schema, schema.Default, $"{path}.default");
        var inside = schema.Properties.Where(field => !ReferenceEquals(field.Value, BuiltInSchemas.ObjectMeta))
            .SelectMany(field => Meaning(field.Value, $"{path}.properties[{field.Key}]", isCorrelatable))
            .Concat(schema.Values is null ? [] : Meaning(schema.Values, $"{path}.additionalProperties", isCorrelatable))
            .Concat(schema.Items is null ? [] : Meaning(schema.Items, $"{path}.items", isCorrelatable && schema.ListKind == ListKind.Map));
        foreach (var cause in value.Concat(inside))
        {
            yield return cause;
        }
    }

    private static IEnumerable<StatusCause> Unfit(SchemaNode schema, JsonNode value, string path)
    {
        if (!schema.Fits(value))
        {
            return [Causes.Invalid(path, value, $"must be of type {schema.Type.ToString().ToLowerInvariant()}")];
        }

        var filled = value.DeepClone();
        SchemaDefaults.Apply(filled, schema);
        return SchemaValidator.Validate(filled, schema).Select(cause => cause with { Field = cause.Field.Length == 0 ? path : $"{path}.{cause.Field}" });
    }
}
