using System.Text;
using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>What all messages from outside have in common: how they are taken apart, and what is kept of one that cannot be.</summary>
internal static class MessageText
{
    private const int RawCharacters = 500;

    /// <summary>
    /// The message as its reader reads it. Text that is no JSON becomes one rejected entry, and so does a message whose reader finds it unreadable: it comes
    /// again and again if it is refused.
    /// </summary>
    public static AlertGroup Read(ReadOnlyMemory<byte> body, Func<JsonElement, AlertGroup> read)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutByteOrderMark(body));
            return read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            return Reject($"The message is not JSON: {malformed.Message}", body);
        }
        catch (FormatException unreadable)
        {
            return Reject(unreadable.Message, body);
        }
    }

    /// <summary>A message that was not read as a whole, with the beginning of what it was.</summary>
    public static AlertGroup Reject(string reason, ReadOnlyMemory<byte> head) => new() { Rejected = [new RejectedAlert(null, reason, Raw(head.Span))] };

    public static string Raw(ReadOnlySpan<byte> text)
    {
        var head = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * RawCharacters)]);
        return head.Length <= RawCharacters ? head : head[..RawCharacters] + "...";
    }

    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "a single value",
    };

    /// <summary>The text of a property at the end of a path, a number as text too; null for anything else.</summary>
    public static string? TextAt(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) is { } found
        ? found.ValueKind switch
        {
            JsonValueKind.String => AlertReader.TextOf(found),
            JsonValueKind.Number => found.GetRawText(),
            _ => null,
        }
        : null;

    /// <summary>The property at the end of a path; null when there is none.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>The entries of a list at the end of a path; none when there is no list.</summary>
    public static IEnumerable<JsonElement> ListAt(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>The texts of an object at the end of a path; none when there is no object. What is not Unicode is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TextsAt(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject()
                .Select(entry => KeyValuePair.Create(NameOf(entry), entry.Value.ValueKind is JsonValueKind.String ? AlertReader.TextOf(entry.Value) : null))
                .Where(entry => entry is { Key: not null, Value: not null })
                .Select(entry => KeyValuePair.Create(entry.Key!, entry.Value!))
            : [];

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
}
