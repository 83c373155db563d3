using System.Net.Http.Headers;

namespace Autocura.LanguageModels;

/// <summary>Reads an answer whole and no further than it may be long, whatever the server says of its length or type: a body that never ends is no trap.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public const int Longest = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            // Of a refusal the status counts; what it says is nobody's business.
            Replace(response, []);
            return response;
        }

        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/json"))
        {
            response.Dispose();
            throw new AnswerException("WrongType", "The server answered with something else than JSON.");
        }

        Replace(response, await ReadAsync(response, cancellationToken));
        return response;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (body.Length + read > Longest)
            {
                response.Dispose();
                throw new AnswerException("TooLong", $"The server answered with more than {Longest} bytes.");
            }

            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private static void Replace(HttpResponseMessage response, byte[] body)
    {
        response.Content.Dispose();
        response.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}

/// <summary>An answer that is not read on.</summary>
internal sealed class AnswerException(string reason, string told) : Exception(told)
{
    public string Reason => reason;
}
