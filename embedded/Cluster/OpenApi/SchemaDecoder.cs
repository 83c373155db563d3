using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>What decoding found: fields nobody knows, and values of the wrong type.</summary>
internal sealed record DecodingResult(IReadOnlyList<string> UnknownFields, IReadOnlyList<StatusCause> WrongTypes);

/// <summary>
/// Brings what a client sent into the shape of its kind: fields that are not described are dropped and reported, and so are nulls
/// where null means nothing.
/// </summary>
internal sealed class SchemaDecoder
{
    private readonly List<string> unknown = [];
    private readonly List<StatusCause> wrong = [];

    private SchemaDecoder()
    {
    }

    /// <summary>Decodes in place.</summary>
    public static DecodingResult Decode(JsonObject obj, SchemaNode schema)
    {
        var decoder = new SchemaDecoder();
        decoder.DecodeObject(obj, schema, "");
        return new(decoder.unknown, decoder.wrong);
    }

    private void DecodeObject(JsonObject obj, SchemaNode schema, string path)
    {
        foreach (var (name, value) in obj.ToList())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (schema.Member(name) is not { } member)
            {
                if (!schema.KeepsUnknown)
                {
                    unknown.Add(at);
                    obj.Remove(name);
                }
            }
            else if (value is not null)
            {
                DecodeValue(value, member, at);
            }
            else if (!member.IsNullable && member.Type != SchemaType.Any)
            {
                obj.Remove(name);
            }
        }
    }

    private void DecodeValue(JsonNode value, SchemaNode schema, string path)
    {
        if (!schema.Fits(value))
        {
            var wanted = schema.Type.ToString().ToLowerInvariant();
            var given = value.GetValueKind().ToString().ToLowerInvariant();
            wrong.Add(new(path, "FieldValueTypeInvalid", $"Invalid value: \"{given}\": {path} in body must be of type {wanted}: \"{given}\""));
            return;
        }

        if (value is JsonObject obj)
        {
            DecodeObject(obj, schema, path);
        }
        else if (value is JsonArray array && schema.Items is { } items)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (array[i] is { } element)
                {
                    DecodeValue(element, items, $"{path}[{i}]");
                }
            }
        }
    }
}
