using System.Text;
using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// Reads CloudEvents 1.0 in all three ways they come by HTTP: one structured, many in a batch, or binary, with the attributes in headers. An event is an alert
/// when its data (or its subject) names a namespace and an object in it; one that does not is kept, and nothing is acted on.
/// </summary>
/// <param name="receivedAt">When the message came in (UTC): an event that does not say when it happened happened then.</param>
public sealed class CloudEventPayload(DateTimeOffset receivedAt)
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const string Version = "1.0";

    private static readonly string[] Attributes = ["specversion", "id", "source", "type", "subject", "time", "datacontenttype"];

    /// <summary>The message. What cannot be read is rejected with the reason, each event on its own.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The header Content-Type, with or without parameters.</param>
    /// <param name="attributes">The headers that begin with "ce-", without that, in lower case.</param>
    public AlertGroup Parse(ReadOnlyMemory<byte> body, string contentType, IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(attributes);
        return contentType.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            Batch => MessageText.Read(body, ReadBatch),
            Structured => MessageText.Read(body, message => Group([message])),
            _ when attributes.Count > 0 => ReadBinary(body, attributes),
            _ => MessageText.Reject($"The message is of type '{AlertReader.Clip(contentType)}' and has no headers 'ce-': send CloudEvents, structured ({Structured}), in a batch ({Batch}) or binary.", body),
        };
    }

    private AlertGroup ReadBatch(JsonElement message) => message.ValueKind == JsonValueKind.Array
        ? Group([.. message.EnumerateArray()])
        : throw new FormatException($"The message is {MessageText.Kind(message)} where a batch of CloudEvents is a list.");

    private AlertGroup ReadBinary(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> attributes)
    {
        // An event may have no data at all.
        var data = body.Span.Trim(" \t\r\n"u8).IsEmpty ? "null"u8.ToArray() : body;
        return MessageText.Read(data, content =>
        {
            using var envelope = new MemoryStream();
            using (var writer = new Utf8JsonWriter(envelope))
            {
                writer.WriteStartObject();
                foreach (var name in Attributes.Where(attributes.ContainsKey))
                {
                    writer.WriteString(name, Unescape(attributes[name]));
                }

                writer.WritePropertyName("data");
                content.WriteTo(writer);
                writer.WriteEndObject();
            }

            using var whole = JsonDocument.Parse(envelope.ToArray());
            return Group([whole.RootElement]);
        });
    }

    private AlertGroup Group(IReadOnlyList<JsonElement> events)
    {
        var alerts = new List<Alert>();
        var rejected = new List<RejectedAlert>();
        foreach (var (index, entry) in events.Index())
        {
            try
            {
                alerts.Add(Read(entry));
            }
            catch (FormatException unreadable)
            {
                rejected.Add(new RejectedAlert(index, unreadable.Message, MessageText.Raw(Encoding.UTF8.GetBytes(entry.GetRawText()))));
            }
        }

        return new AlertGroup { Receiver = "cloudevents", Version = Version, Alerts = alerts, Rejected = rejected };
    }

    /// <exception cref="FormatException">It is no CloudEvent; the message says what is missing.</exception>
    private Alert Read(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"The event is {MessageText.Kind(entry)}, not an object.");
        }

        if (entry.TextAt("specversion") is var version && version != Version)
        {
            throw new FormatException($"The event's 'specversion' is '{AlertReader.Clip(version ?? "")}'; it must be {Version}.");
        }

        var type = Required(entry, "type");
        var source = Required(entry, "source");
        var id = Required(entry, "id");
        using var data = DataOf(entry);
        return CloudEventSignal.Read(new CloudEvent(id, source, type, entry.TextAt("subject"), TimeOf(entry) ?? receivedAt), data.RootElement);
    }

    private static string Required(JsonElement entry, string name) => entry.TextAt(name) is { Length: > 0 } text ? text : throw new FormatException($"The event has no '{name}'.");

    private static JsonDocument DataOf(JsonElement entry)
    {
        try
        {
            if (entry.TextAt("data_base64") is { } encoded)
            {
                return JsonDocument.Parse(Convert.FromBase64String(encoded));
            }

            return JsonDocument.Parse(entry.At("data")?.GetRawText() ?? "null");
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            throw new FormatException($"The event's data cannot be read: {malformed.Message}", malformed);
        }
    }

    private static DateTimeOffset? TimeOf(JsonElement entry)
    {
        if (entry.TextAt("time") is not { Length: > 0 } text)
        {
            return null;
        }

        return entry.GetProperty("time").TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"The event's 'time' is '{AlertReader.Clip(text)}', which is no RFC 3339 time.");
    }

    /// <summary>Header values are percent-encoded where they are not plain.</summary>
    private static string Unescape(string value) => Uri.UnescapeDataString(value);
}

/// <summary>The attributes of one event.</summary>
internal sealed record CloudEvent(string Id, string Source, string Type, string? Subject, DateTimeOffset Time);
