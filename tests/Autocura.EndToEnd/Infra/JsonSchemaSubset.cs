using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>Holds values to the words of JSON schema that the chart's uses; another word is refused, so that none is passed over in silence.</summary>
internal static class JsonSchemaSubset
{
    private static readonly string[] Known = ["$schema", "type", "additionalProperties", "required", "properties", "items", "enum", "pattern", "minLength", "minimum"];

    public static IEnumerable<string> Problems(YamlNode value, JsonNode schema, string path)
    {
        if (schema.AsObject().Select(word => word.Key).Except(Known).ToList() is { Count: > 0 } unknown)
        {
            throw new NotSupportedException($"{path}: {string.Join(", ", unknown)}");
        }

        return value switch
        {
            YamlMappingNode map => Type("object", schema, path).Concat(OfMap(map, schema, path)),
            YamlSequenceNode list => Type("array", schema, path).Concat(list.SelectMany((item, index) => Problems(item, schema["items"]!, $"{path}[{index}]"))),
            _ => OfScalar((YamlScalarNode)value, schema, path),
        };
    }

    private static IEnumerable<string> OfMap(YamlMappingNode map, JsonNode schema, string path)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var keys = map.Children.ToDictionary(child => ((YamlScalarNode)child.Key).Value!, child => child.Value);
        var others = schema["additionalProperties"] as JsonObject;
        return keys.Keys.Where(key => !properties.ContainsKey(key) && others is null).Select(key => $"{path}.{key} is not known")
            .Concat((schema["required"]?.AsArray() ?? []).Select(key => (string)key!).Where(key => !keys.ContainsKey(key)).Select(key => $"{path}.{key} is missing"))
            .Concat(keys.SelectMany(child => (properties[child.Key] ?? others) is { } inner ? Problems(child.Value, inner, $"{path}.{child.Key}") : []));
    }

    private static IEnumerable<string> OfScalar(YamlScalarNode scalar, JsonNode schema, string path)
    {
        var text = scalar.Value!;
        var type = (string)schema["type"]!;
        var isNumber = double.TryParse(text, CultureInfo.InvariantCulture, out var number) && scalar.Style == YamlDotNet.Core.ScalarStyle.Plain;
        if (type == "boolean" && text is not ("true" or "false")) yield return $"{path} is no boolean";
        if (type == "integer" && (!isNumber || number % 1 != 0)) yield return $"{path} is no whole number";
        if (type == "string" && isNumber) yield return $"{path} is a number: it needs quotes";
        if (type is "object" or "array") yield return $"{path} is no {type}";
        if (schema["enum"] is JsonArray allowed && allowed.All(one => (string)one! != text)) yield return $"{path} is not one of {string.Join(", ", allowed.Select(one => (string)one!))}";
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!)) yield return $"{path} does not fit {pattern}";
        if (schema["minLength"] is { } least && text.Length < (int)least) yield return $"{path} is empty";
        if (schema["minimum"] is { } minimum && number < (double)minimum) yield return $"{path} is less than {minimum}";
    }

    private static IEnumerable<string> Type(string actual, JsonNode schema, string path) => (string?)schema["type"] == actual ? [] : [$"{path} is no {schema["type"]}"];
}
