using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>An answer of the protocol: a status of HTTP, and JSON.</summary>
public sealed record InferenceAnswer(int Status, ReadOnlyMemory<byte> Json)
{
    // Read by machines; a name in an error stays legible.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object whose members <paramref name="members"/> writes.</summary>
    public static InferenceAnswer Of(Action<Utf8JsonWriter> members, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(members);
        var json = new ArrayBufferWriter<byte>(1024);
        using (var output = new Utf8JsonWriter(json, Plain))
        {
            output.WriteStartObject();
            members(output);
            output.WriteEndObject();
        }

        return new InferenceAnswer(status, json.WrittenMemory);
    }

    /// <summary>An error, in the one form that all of the protocol's errors have.</summary>
    public static InferenceAnswer Error(int status, string message) => Of(output => output.WriteString("error", message), status);
}
