using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.OpenApi;
using Autocura.Embedded.Cluster.Protobuf;

namespace Autocura.Embedded.Tests.Cluster.OpenApi;

public sealed class BuiltInSchemasTests
{
    [Fact]
    public void Every_stored_built_in_kind_has_a_schema() =>
        new ResourceCatalog().All.Where(type => type.Stored && type.Schema.Properties.Count == 0).Select(type => type.Kind).ShouldBeEmpty();

    /// <summary>The binary encoding lists the fields of every kind, so what the schema lacks shows here.</summary>
    [Fact]
    public void The_schema_knows_every_field_of_the_binary_encoding()
    {
        var missing = new List<string>();
        foreach (var type in new ResourceCatalog().All.Where(type => type.Stored && type.Kind != "CustomResourceDefinition"))
        {
            var group = type.Group.Length == 0 ? "core" : type.Group.Split('.')[0];
            Compare($"{group}.{type.Version}.{type.Kind}", type.Schema, type.Kind, [], missing);
        }

        missing.ShouldBeEmpty();
    }

    private static void Compare(string message, SchemaNode schema, string path, HashSet<string> seen, List<string> missing)
    {
        if (schema.Type == SchemaType.Any || ProtobufMessages.Find(message) is not { } fields || !seen.Add($"{message} {path}"))
        {
            return;
        }

        foreach (var field in fields.Values)
        {
            if (field.Shape == ProtobufShape.Inline)
            {
                Compare(field.Type, schema, $"{path}(inline)", seen, missing);
            }
            else if (schema.Member(field.Name) is not { } member)
            {
                missing.Add($"{path}.{field.Name}");
            }
            else
            {
                Compare(field.Type, member.Items ?? member.Values ?? member, $"{path}.{field.Name}", seen, missing);
            }
        }
    }
}
