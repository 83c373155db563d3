using System.Text.Json;
using Autocura.Dashboard;
using Autocura.Triggers.Access;

namespace Autocura.Triggers;

/// <summary>What a person asks for, as it is sent: who asks and why, and what belongs to the request. Anything that is no JSON object is refused with what it should be.</summary>
internal sealed record PersonsRequest(PersonsWord Word, JsonElement Body)
{
    private const int LongestText = 500;

    /// <param name="body">What was sent.</param>
    /// <param name="caller">Who sent it, where that is verified; then it counts, and no name in the body does.</param>
    /// <param name="shape">What it should be, for who sent something else.</param>
    /// <exception cref="FormatException">It cannot be understood; the message says what is missing.</exception>
    public static PersonsRequest Read(ReadOnlyMemory<byte> body, Caller? caller, string shape)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FormatException($"The body is no JSON object. Send {shape}.");
            var by = caller?.Name ?? Text(root, "by", shape);
            return by.Length > 0
                ? new PersonsRequest(new PersonsWord(by, Text(root, "reason", shape)), root)
                : throw new FormatException($"'by' is missing: say who asks. Send {shape}.");
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"The body is not JSON: {malformed.Message} Send {shape}.", malformed);
        }
    }

    public static string Text(JsonElement root, string name, string shape) => !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind != JsonValueKind.String ? throw new FormatException($"'{name}' must be a text. Send {shape}.")
        : value.GetString()!.Trim() is { Length: <= LongestText } text ? text
        : throw new FormatException($"'{name}' is longer than {LongestText} characters.");
}
