using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Protobuf;

/// <summary>
/// Turns the binary form of a Kubernetes object, which kubectl sends for some commands, into JSON. Answers are always JSON:
/// every client that sends the one accepts the other.
/// </summary>
internal static class ProtobufDecoder
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    // Types whose JSON is not an object of their fields.
    private const string Time = "meta.v1.Time";
    private const string MicroTime = "meta.v1.MicroTime";
    private const string Quantity = "resource.Quantity";
    private const string IntOrString = "intstr.IntOrString";
    private const string RawExtension = "runtime.RawExtension";
    private const string FieldsV1 = "meta.v1.FieldsV1";
    private const string ExtraValue = "authorization.v1.ExtraValue";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Decodes an object with its kind; refuses with 400 what is not one.</summary>
    public static JsonObject Decode(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw ApiStatusException.BadRequest("the provided data does not appear to be a protobuf message, expected prefix 'k8s\\0'");
        }

        try
        {
            return DecodeEnvelope(bytes[Magic.Length..]);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw ApiStatusException.BadRequest($"the protobuf message cannot be read: {exception.Message}");
        }
    }

    private static JsonObject DecodeEnvelope(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = [];
        var envelope = new ProtobufReader(bytes);
        while (envelope.Read())
        {
            if (envelope.Field == 1)
            {
                var type = new ProtobufReader(envelope.Bytes);
                while (type.Read())
                {
                    (apiVersion, kind) = type.Field == 1 ? (type.Text, kind) : (apiVersion, type.Text);
                }
            }
            else if (envelope.Field == 2)
            {
                raw = envelope.Bytes;
            }
        }

        var body = Message(raw, MessageName(apiVersion, kind));
        body["apiVersion"] = apiVersion;
        body["kind"] = kind;
        return body;
    }

    private static string MessageName(string apiVersion, string kind)
    {
        if (kind == "DeleteOptions")
        {
            return "meta.v1.DeleteOptions";
        }

        var parts = apiVersion.Split('/');
        return parts.Length == 1 ? $"core.{parts[0]}.{kind}" : $"{parts[0].Split('.')[0]}.{parts[1]}.{kind}";
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, string name)
    {
        var fields = ProtobufMessages.Find(name) ?? throw new InvalidDataException($"{name} is not known; send JSON");
        var json = new JsonObject();
        var reader = new ProtobufReader(bytes);
        while (reader.Read())
        {
            if (fields.GetValueOrDefault(reader.Field) is { } field)
            {
                Add(json, field, ref reader);
            }
        }

        return json;
    }

    private static void Add(JsonObject json, ProtobufField field, ref ProtobufReader reader)
    {
        switch (field.Shape)
        {
            case ProtobufShape.List:
                var list = json[field.Name] as JsonArray ?? [];
                list.Add(Value(ref reader, field.Type));
                json[field.Name] = list;
                break;
            case ProtobufShape.Map:
                AddEntry(json.Ensure(field.Name), reader.Bytes, field.Type);
                break;
            case ProtobufShape.Inline:
                foreach (var (name, value) in Message(reader.Bytes, field.Type))
                {
                    json[name] = value?.DeepClone();
                }

                break;
            default:
                if (Value(ref reader, field.Type) is { } single && !(field.IsValue && IsZero(single)))
                {
                    json[field.Name] = single;
                }

                break;
        }
    }

    private static void AddEntry(JsonObject map, ReadOnlySpan<byte> bytes, string type)
    {
        var key = "";
        JsonNode? value = type == "string" ? "" : null;
        var entry = new ProtobufReader(bytes);
        while (entry.Read())
        {
            if (entry.Field == 1)
            {
                key = entry.Text;
            }
            else
            {
                value = Value(ref entry, type);
            }
        }

        map[key] = value;
    }

    private static JsonNode? Value(ref ProtobufReader reader, string type) => type switch
    {
        "string" => reader.Text,
        "bytes" => Convert.ToBase64String(reader.Bytes),
        "bool" => reader.Number != 0,
        "int32" or "int64" or "uint32" or "uint64" => (long)reader.Number,
        "double" => BitConverter.UInt64BitsToDouble(reader.Number),
        Time => Moment(reader.Bytes, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        MicroTime => Moment(reader.Bytes, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        Quantity => First(reader.Bytes),
        IntOrString => NumberOrText(reader.Bytes),
        RawExtension or FieldsV1 => First(reader.Bytes) is { Length: > 0 } raw ? JsonNode.Parse(raw) : null,
        ExtraValue => Message(reader.Bytes, type)["items"]?.DeepClone(),
        _ => Message(reader.Bytes, type),
    };

    private static bool IsZero(JsonNode value) => value switch
    {
        JsonObject obj => obj.Count == 0,
        JsonArray => false,
        _ => value.ToJsonString() is "\"\"" or "0" or "false",
    };

    private static JsonValue? Moment(ReadOnlySpan<byte> bytes, string format)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var (seconds, nanos) = (0L, 0L);
        var reader = new ProtobufReader(bytes);
        while (reader.Read())
        {
            (seconds, nanos) = reader.Field == 1 ? ((long)reader.Number, nanos) : (seconds, (long)reader.Number);
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / TimeSpan.NanosecondsPerTick);
        return JsonValue.Create(time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
    }

    private static string? First(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        return reader.Read() ? reader.Text : null;
    }

    private static JsonValue NumberOrText(ReadOnlySpan<byte> bytes)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new ProtobufReader(bytes);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    isText = reader.Number == 1;
                    break;
                case 2:
                    number = (long)reader.Number;
                    break;
                default:
                    text = reader.Text;
                    break;
            }
        }

        return isText ? JsonValue.Create(text) : JsonValue.Create(number);
    }
}
