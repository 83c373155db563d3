using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>Walks the schema of a custom resource.</summary>
internal static class SchemaWalk
{
    /// <summary>Every field with its path, from the root down; items and values of maps are fields too.</summary>
    public static IEnumerable<(string Path, YamlMappingNode Field)> Fields(YamlMappingNode schema, string path = "")
    {
        yield return (path, schema);
        var children = schema.Find("properties").Entries().Select(entry => (Path: $"{path}.{entry.Name}", entry.Node))
            .Concat(schema.Find("items") is YamlMappingNode items ? [(path + "[]", items)] : [])
            .Concat(schema.Find("additionalProperties") is YamlMappingNode values ? [(path + "{}", values)] : []);
        foreach (var field in children.SelectMany(child => Fields(child.Node, child.Path)))
        {
            yield return field;
        }
    }

    /// <summary>Paths of an object that the schema does not know: the API server would drop them without a word.</summary>
    public static IEnumerable<string> Unknown(YamlNode value, YamlMappingNode schema, string path = "") => value switch
    {
        _ when schema.Find("x-kubernetes-preserve-unknown-fields") is not null => [],
        YamlSequenceNode list => list.SelectMany((item, index) => Unknown(item, schema.Map("items"), $"{path}[{index}]")),
        YamlMappingNode map when schema.Find("additionalProperties") is YamlMappingNode values => map.Children.Values.SelectMany(child => Unknown(child, values, path + "{}")),
        YamlMappingNode map => map.Children.SelectMany(child => Child(((YamlScalarNode)child.Key).Value!, child.Value, schema, path)),
        _ => [],
    };

    private static IEnumerable<string> Child(string name, YamlNode value, YamlMappingNode schema, string path)
    {
        if (path.Length == 0 && name == "metadata")
        {
            return [];
        }

        return schema.Find("properties", name) is YamlMappingNode known ? Unknown(value, known, $"{path}.{name}") : [$"{path}.{name}"];
    }
}
