using Autocura.Signals.Inference;
using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers;

/// <summary>What was sent to be judged, or why it is not read.</summary>
internal sealed record InferenceBody(ReadOnlyMemory<byte> Content, InferenceAnswer? Refusal)
{
    /// <summary>Some 100,000 rows.</summary>
    private const int Limit = 16 * 1024 * 1024;

    // The extension that sends tensors as bytes says so by this header.
    private const string Binary = "Inference-Header-Content-Length";

    public static async Task<InferenceBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.ContainsKey(Binary)) return Refused(400, $"Tensors as bytes ({Binary}) are an extension that this server does not have; send them as JSON.");
        using var content = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, Limit));
        var buffer = new byte[32 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, cancellationToken); read > 0; read = await request.Body.ReadAsync(buffer, cancellationToken))
        {
            content.Write(buffer, 0, read);
            if (content.Length > Limit) return Refused(413, $"A request may have {Limit} bytes; send fewer rows at a time.");
        }

        return new InferenceBody(content.GetBuffer().AsMemory(0, (int)content.Length), null);
    }

    private static InferenceBody Refused(int status, string message) => new(ReadOnlyMemory<byte>.Empty, InferenceAnswer.Error(status, message));
}
