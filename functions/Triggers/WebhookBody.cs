using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Autocura.Triggers;

/// <summary>
/// A webhook's body and its identity. It is always read to its end: a sender that is cut off while it writes takes that for a broken
/// connection and sends the same again, without end. Of one that is too large only the beginning is kept.
/// </summary>
internal sealed record WebhookBody(ReadOnlyMemory<byte> Content, bool IsWhole, string Digest)
{
    /// <summary>Some 30,000 alerts: a storm of ten thousand is known to happen.</summary>
    public const int Limit = 32 * 1024 * 1024;

    private const int DigestDigits = 20;
    private const int Head = 4096;

    public static async Task<WebhookBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null; // the server's own answer to a large body is 413, which the sender repeats for ever
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = new MemoryStream();
        var whole = true;
        var buffer = new byte[64 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, cancellationToken); read > 0; read = await request.Body.ReadAsync(buffer, cancellationToken))
        {
            hash.AppendData(buffer, 0, read);
            whole = whole && content.Length + read <= Limit;
            if (whole)
            {
                content.Write(buffer, 0, read);
            }
        }

        var kept = content.GetBuffer().AsMemory(0, (int)(whole ? content.Length : Math.Min(content.Length, Head)));
        return new WebhookBody(kept, whole, Convert.ToHexStringLower(hash.GetHashAndReset())[..DigestDigits]);
    }
}
