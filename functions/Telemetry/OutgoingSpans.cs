using System.Diagnostics;

namespace Autocura.Telemetry;

/// <summary>
/// A span for each request to another server, within whatever is traced: method, server and how it was answered. Never the address in full, a header or a body: secrets stand in those.
/// </summary>
public sealed class OutgoingSpans : DelegatingHandler
{
    public const string SourceName = "Autocura.Outgoing";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly string peer;

    /// <param name="peer">What the server is to this system, in a word: "metrics".</param>
    /// <param name="inner">What sends.</param>
    public OutgoingSpans(string peer, HttpMessageHandler inner)
        : base(inner) => this.peer = peer;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What belongs to nothing that is traced is no trace of its own.
        var span = Source.HasListeners() && Activity.Current is { Recorded: true } ? Source.StartActivity($"{request.Method} {peer}", ActivityKind.Client) : null;
        return span is null ? base.SendAsync(request, cancellationToken) : TracedAsync(span, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> TracedAsync(Activity span, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var until = span;
        span.SetTag("peer.service", peer).Ask(request.Method, request.RequestUri);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            span.Answer((int)response.StatusCode);
            return response;
        }
        catch (Exception broken) when (span.Fail(broken.GetType().Name))
        {
            throw;
        }
    }
}
