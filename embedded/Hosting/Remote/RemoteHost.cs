using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary>A running instance that is asked over its API, with the keys of the environment: those on a command line can be read by whoever lists processes.</summary>
internal sealed class RemoteHost : IDisposable
{
    public const string HostKey = "AUTOCURA_KEY";
    public const string AccessKey = "AUTOCURA_ACCESS_KEY";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;

    public RemoteHost(Uri url)
    {
        http = new HttpClient { BaseAddress = new Uri($"{url.AbsoluteUri.TrimEnd('/')}/"), Timeout = Patience };
        Show("x-functions-key", HostKey);
        Show("x-autocura-key", AccessKey);
    }

    /// <exception cref="RemoteException">It does not answer, or refuses; the message says why.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) => Parse(await TextAsync(path, cancellationToken));

    /// <exception cref="RemoteException">It does not answer, or refuses; the message says why.</exception>
    public Task<string> TextAsync(string path, CancellationToken cancellationToken) => SendAsync(() => http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken), cancellationToken);

    /// <exception cref="RemoteException">It does not answer, or refuses; the message says why.</exception>
    public Task<string> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) => SendAsync(() => http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken), cancellationToken);

    public void Dispose() => http.Dispose();

    /// <summary>An id in a path: it has slashes and spaces of its own.</summary>
    public static string Of(string id, string more = "") => $"api/incidents/{Uri.EscapeDataString(id)}{more}";

    private async Task<string> SendAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await send();
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? text : throw new RemoteException($"{http.BaseAddress} answers {(int)answer.StatusCode}: {Detail(text)}{Hint((int)answer.StatusCode)}");
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new RemoteException($"{http.BaseAddress} cannot be asked: {silent.Message} Is --url the address of a running instance?");
        }
    }

    private static string Hint(int status) => status == 401 ? $" The keys of the host and of the caller are taken from {HostKey} and {AccessKey}." : "";

    private static JsonNode Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? throw new RemoteException("The answer is empty: is --url the address of a running instance?");
        }
        catch (JsonException unreadable)
        {
            throw new RemoteException($"The answer is no JSON ({unreadable.Message}): is --url the address of a running instance?");
        }
    }

    /// <summary>What a problem says (RFC 9457), or else the beginning of whatever it is.</summary>
    private static string Detail(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["detail"]?.GetValue<string>() ?? Beginning(text);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Beginning(text);
        }
    }

    private static string Beginning(string text) => text.Length <= 200 ? text : text[..200];

    private void Show(string header, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key) http.DefaultRequestHeaders.Add(header, key);
    }
}

/// <summary>What was asked of an instance could not be done.</summary>
internal sealed class RemoteException(string message) : Exception(message);
