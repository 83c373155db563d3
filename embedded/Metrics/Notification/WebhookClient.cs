using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Autocura.Embedded.Metrics.Notification;

/// <summary>Posts one notification once, and says what became of it as Alertmanager would: 2xx is delivered, 5xx and the network are tried again, 4xx are not.</summary>
internal sealed class WebhookClient(NotifierOptions options, Func<Uri> externalUrl, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpClient http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<Delivery> PostAsync(Notification notification, CancellationToken cancellationToken)
    {
        var webhook = options.Webhook;
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook)
        {
            Content = JsonContent.Create(WebhookPayload.Write(notification, options, externalUrl())),
        };
        foreach (var (name, value) in options.Headers()) request.Headers.Add(name, value);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Autocura-Embedded", typeof(WebhookClient).Assembly.GetName().Version!.ToString(3)));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response switch
            {
                { IsSuccessStatusCode: true } => new Delivery.Delivered(),
                { StatusCode: >= HttpStatusCode.InternalServerError } => new Delivery.TryAgain($"{webhook} answered {(int)response.StatusCode}"),
                _ => new Delivery.Refused($"{webhook} answered {(int)response.StatusCode}"),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.TryAgain($"{webhook} did not answer within {options.Deadline.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException exception)
        {
            return new Delivery.TryAgain($"{webhook} cannot be reached: {exception.Message}");
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What became of one attempt.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Delivered : Delivery;

    public sealed record TryAgain(string Reason) : Delivery;

    public sealed record Refused(string Reason) : Delivery;
}
