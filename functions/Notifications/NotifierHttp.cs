using System.Net;
using System.Text;
using Autocura.Guardrails.Notices;

namespace Autocura.Notifications;

/// <summary>
/// Sends one message over HTTP, within its time. Addresses and tokens are secrets: no redirect is followed, and what is said of a failure names the server alone.
/// </summary>
internal sealed class NotifierHttp : IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // the deadline is ours
        MaxResponseContentBufferSize = LongestAnswer,
    };

    private readonly TimeSpan deadline;
    private readonly TimeProvider time;

    public NotifierHttp(NotificationOptions options, TimeProvider time)
    {
        deadline = options.Timeout;
        this.time = time;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("autocura-functions");
    }

    /// <summary>The clock of the network.</summary>
    public TimeProvider Time => time;

    public static ByteArrayContent Json(byte[] body, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(mediaType, Encoding.UTF8.WebName);
        return content;
    }

    /// <summary>The body of a good answer, or what the lack of one means for the message.</summary>
    public async Task<NotifierAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var server = request.RequestUri!.Authority;
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return response.IsSuccessStatusCode ? new NotifierAnswer(body, null) : new NotifierAnswer(body, Failed(server, response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NotifierAnswer("", DeliveryReceipt.TryLater($"{server} did not answer within {deadline.TotalSeconds:0.#} s."));
        }
        catch (HttpRequestException unreachable)
        {
            return new NotifierAnswer("", DeliveryReceipt.TryLater($"{server} cannot be reached ({unreachable.HttpRequestError})."));
        }
    }

    public void Dispose() => client.Dispose();

    private DeliveryReceipt Failed(string server, HttpResponseMessage response)
    {
        var reason = $"{server} answered {(int)response.StatusCode}.";
        var mayComeRight = (int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        return mayComeRight ? DeliveryReceipt.TryLater(reason, Wait(response)) : DeliveryReceipt.Refused(reason);
    }

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}

/// <summary>What a server answered; <paramref name="Failure"/> says what it means for the message when the answer is no good one.</summary>
internal sealed record NotifierAnswer(string Body, DeliveryReceipt? Failure);
