using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using Autocura.Telemetry;
using k8s;

namespace Autocura.Cluster;

/// <summary>
/// Sends a request to one API server once, over connections of its own, within its own deadline. The kubeconfig is read at the first use, and again
/// when that failed. Whatever goes wrong is thrown with what is known of whether the request was carried out.
/// </summary>
internal sealed class ApiChannel(ClusterOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<Opened>? opening;
    private long skewTicks = long.MinValue;

    /// <summary>How far the server's clock is ahead of this machine's, to the second, as its last answer said; null before the first.</summary>
    public TimeSpan? Skew => Volatile.Read(ref skewTicks) is var ticks && ticks != long.MinValue ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>The whole answer: text as UTF-8, and so it is kept, for a page of a large list is read once and is twice as long in memory as a string.</summary>
    /// <exception cref="ClusterException">It was refused, or no answer came.</exception>
    public Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ClusterSpan.Begin(request, options.Name) is { } span ? TracedAsync(span, request, cancellationToken) : ExchangeAsync(null, request, cancellationToken);

    public void Dispose()
    {
        if (opening is { IsCompletedSuccessfully: true })
        {
            opening.Result.Client.Dispose();
        }
    }

    private async Task<byte[]> TracedAsync(Activity span, ApiRequest request, CancellationToken cancellationToken)
    {
        using var until = span;
        try
        {
            return await ExchangeAsync(span, request, cancellationToken);
        }
        catch (ClusterException refusal) when (span.Refuse(refusal))
        {
            throw;
        }
    }

    private async Task<byte[]> ExchangeAsync(Activity? span, ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var server = await OpenAsync(either.Token);
            span?.Ask(request.Method, server.Client.BaseUri);
            using var message = await MessageAsync(server, request, either.Token);
            using var response = await server.Client.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.Headers.Date is { } date) Volatile.Write(ref skewTicks, (date - time.GetUtcNow()).Ticks);
            span?.SetTag(HttpSpan.StatusCode, (int)response.StatusCode);
            var body = await BodyAsync(request, response, either.Token);
            return response.IsSuccessStatusCode ? body : throw StatusAnswer.ToException(request, response, Encoding.UTF8.GetString(body), time.GetUtcNow());
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Silence(request, $"does not answer within {options.Timeout.TotalSeconds:0.###} s", late);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silence(request, $"takes no connection: {Innermost(late)}", late);
        }
        catch (HttpRequestException broken)
        {
            throw Silence(request, $"does not answer: {Innermost(broken)}", broken);
        }
        catch (IOException broken)
        {
            throw Silence(request, $"broke off its answer: {Innermost(broken)}", broken);
        }
    }

    private static async Task<byte[]> BodyAsync(ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (request.MostBytes is not { } most)
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }

        using var body = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > most)
            {
                throw new ClusterException($"{request}: the answer is longer than {most} bytes", "TooLarge", HttpStatusCode.RequestEntityTooLarge);
            }
        }

        return body.ToArray();
    }

    private static async Task<HttpRequestMessage> MessageAsync(Opened server, ApiRequest request, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(server.Client.BaseUri, request.Path))
        {
            // HTTP/2 where the server speaks it: one connection carries all requests.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = request.Body is null ? null : new StringContent(request.Body, MediaTypeHeaderValue.Parse(request.MediaType)),
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", server.UserAgent);
        message.Headers.Host = server.TlsServerName;
        try
        {
            await (server.Client.Credentials?.ProcessHttpRequestAsync(message, cancellationToken) ?? Task.CompletedTask);
            return message;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            message.Dispose();
            throw new ClusterException($"{request}: there are no credentials to sign it with: {refused.Message}", "NoCredentials", null, refused);
        }
    }

    private Task<Opened> OpenAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // A plug-in that is asked for credentials may take its time: the wait has a deadline, and the answer is kept for the next.
            opening = opening is { IsFaulted: false, IsCanceled: false } ? opening : Task.Run(Open, CancellationToken.None);
            return opening.WaitAsync(cancellationToken);
        }
    }

    private Opened Open()
    {
        try
        {
            var connection = Configuration();
            connection.FirstMessageHandlerSetup = Tune;
            var name = connection.TlsServerName;
            return new Opened(new Kubernetes(connection), string.IsNullOrEmpty(name) ? null : name, options.UserAgent);
        }
        catch (Exception unusable) when (unusable is not OutOfMemoryException)
        {
            throw new ClusterException($"Cluster {options.Name} cannot be reached with its settings: {unusable.Message}", "NoConnection", null, unusable);
        }
    }

    private KubernetesClientConfiguration Configuration() => (options.Kubeconfig, options.InCluster) switch
    {
        ({ Length: > 0 } file, _) => KubernetesClientConfiguration.BuildConfigFromConfigFile(file, string.IsNullOrEmpty(options.Context) ? null : options.Context),
        (_, true) => KubernetesClientConfiguration.InClusterConfig(),
        _ => KubernetesClientConfiguration.BuildDefaultConfig(),
    };

    private void Tune(SocketsHttpHandler transport)
    {
        transport.ConnectTimeout = options.Timeout < LongestConnect ? options.Timeout : LongestConnect;
        // An API server's address may move to another machine, and a connection outlives that.
        transport.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        // A connection that died silently is found before it has cost more than one request.
        transport.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        transport.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        transport.EnableMultipleHttp2Connections = true;
    }

    private ClusterException Silence(ApiRequest request, string how, Exception cause)
    {
        var isTrusted = !Causes(cause).Any(inner => inner is AuthenticationException);
        var wasSent = cause is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
        return new ClusterException($"{request}: the API server of cluster {options.Name} {how}", "Unreachable", null, cause)
        {
            MayRepeat = isTrusted && (request.IsRepeatable || !wasSent),
        };
    }

    private static string Innermost(Exception broken) => Causes(broken).Last().Message;

    private static IEnumerable<Exception> Causes(Exception broken)
    {
        for (var cause = broken; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private sealed record Opened(Kubernetes Client, string? TlsServerName, string UserAgent);
}
