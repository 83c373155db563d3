using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net;
using Autocura.Telemetry;
using OpenAI;
using OpenAI.Chat;

namespace Autocura.LanguageModels;

/// <summary>
/// Asks one question of one model, once, by OpenAI's client: any server that speaks its protocol will do. No redirect is followed and nothing is repeated here, the key goes to that address alone, and of an
/// answer no more is read than it may have.
/// </summary>
public sealed class ModelClient : IDisposable
{
    /// <summary>A server that asks for none gets this in its place, for the client wants one.</summary>
    private const string NoKey = "none";

    private readonly HttpClient http = new(new BoundedAnswers(new OutgoingSpans("language-model", new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })))
    {
        Timeout = Timeout.InfiniteTimeSpan, // the deadline is the caller's
    };

    private readonly TimeProvider network;

    /// <param name="network">The clock of the network.</param>
    public ModelClient(TimeProvider network) => this.network = network;

    /// <exception cref="OperationCanceledException">Its time was over.</exception>
    public async Task<ModelReply> AskAsync(ModelAddress address, string key, BinaryData body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            using var content = BinaryContent.Create(body);
            var result = await ClientOf(address, key).CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellationToken, ErrorOptions = ClientErrorBehaviors.NoThrow });
            var response = result.GetRawResponse();
            return response.Status is >= 200 and < 300 ? CompletionText.Read(response.Content.ToMemory()) : Refused(address, response);
        }
        catch (AnswerException unusable)
        {
            return new ModelReply(unusable.Reason, unusable.Message);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or ClientResultException && !cancellationToken.IsCancellationRequested)
        {
            return new ModelReply("Unreachable", $"{address.Endpoint.Authority} cannot be reached, or the connection was cut.") { MayRepeat = true };
        }
    }

    public void Dispose() => http.Dispose();

    private ChatClient ClientOf(ModelAddress address, string key) => new(
        address.Model,
        new ApiKeyCredential(key.Length > 0 ? key : NoKey),
        new OpenAIClientOptions
        {
            Endpoint = address.Endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "autocura-functions",
        });

    private ModelReply Refused(ModelAddress address, PipelineResponse response)
    {
        var (reason, may) = (HttpStatusCode)response.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ("KeyRefused", false),
            HttpStatusCode.NotFound => ("NoSuchModel", false),
            HttpStatusCode.TooManyRequests => ("TooManyRequests", true),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ("ServerError", true),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ("Redirected", false),
            _ => ("RequestRefused", false),
        };
        return new ModelReply(reason, $"{address.Endpoint.Authority} answered {response.Status}.") { IsFree = true, MayRepeat = may, RetryAfter = may ? Wait(response) : null };
    }

    private TimeSpan? Wait(PipelineResponse response) => response.Headers.TryGetValue("Retry-After", out var asked) switch
    {
        true when int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        true when DateTimeOffset.TryParse(asked, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) => until > network.GetUtcNow() ? until - network.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
