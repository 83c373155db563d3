using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Autocura.Telemetry;

namespace Autocura.Metrics;

/// <summary>
/// One HTTP exchange with a deadline and a ceiling on the body. Every way it can fail becomes a reason that names the server, so that
/// callers never see an exception for a server that is absent, slow or talkative.
/// </summary>
internal sealed class BoundedHttp : IDisposable
{
    private readonly HttpClient client;
    private readonly MetricsOptions options;
    private readonly TimeProvider time;
    private readonly string section;

    public BoundedHttp(MetricsOptions options, TimeProvider time, string section = "Metrics")
    {
        this.section = section;
        this.options = options;
        this.time = time;
        client = new HttpClient(new OutgoingSpans(section.ToLowerInvariant(), new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = DecompressionMethods.All,
        }))
        {
            // The deadline is ours, on the injected clock.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = Authorization(options);
    }

    /// <summary>Status and body, or the reason why there is neither.</summary>
    public async Task<HttpReply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var server = message.RequestUri!.GetLeftPart(UriPartial.Authority);
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadAsync(response.Content, either.Token);
            return body is null
                ? new HttpReply.Failed($"{server} answered with more than {options.MaxResponseBytes} bytes ({section}:MaxResponseBytes).")
                : new HttpReply.Answered(response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpReply.Failed($"{server} did not answer within {options.Timeout.TotalSeconds:0.###} s ({section}:Timeout).");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new HttpReply.Failed($"{server} cannot be reached: {exception.Message}");
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaxResponseBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (body.Length + read > options.MaxResponseBytes)
            {
                return null;
            }

            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private static AuthenticationHeaderValue? Authorization(MetricsOptions options)
    {
        if (!string.IsNullOrEmpty(options.BearerToken))
        {
            return new AuthenticationHeaderValue("Bearer", options.BearerToken);
        }

        return string.IsNullOrEmpty(options.Username)
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}")));
    }
}

/// <summary>What came of one exchange.</summary>
internal abstract record HttpReply
{
    private HttpReply()
    {
    }

    public sealed record Answered(HttpStatusCode Status, byte[] Body) : HttpReply;

    public sealed record Failed(string Reason) : HttpReply;
}
