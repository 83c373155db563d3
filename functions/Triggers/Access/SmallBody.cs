using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers.Access;

/// <summary>Reads a body ahead of its function, which reads it again.</summary>
internal static class SmallBody
{
    /// <summary>Null when it is larger; then it is not read to its end.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, cancellationToken); read > 0; read = await request.Body.ReadAsync(buffer, cancellationToken))
        {
            if (content.Length + read > limit) return null;
            content.Write(buffer, 0, read);
        }

        var body = content.ToArray();
        request.Body = new MemoryStream(body, writable: false);
        return body;
    }
}
