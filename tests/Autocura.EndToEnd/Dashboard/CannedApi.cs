using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>What the API answers, laid down by a test; what the page sent is kept. It stands where the network is: the page itself is the real one.</summary>
internal sealed class CannedApi
{
    private readonly ConcurrentDictionary<string, Func<IRequest, RouteFulfillOptions>> answers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> held = new();

    public CannedApi()
    {
        Set("api/control", new { at = DateTimeOffset.UnixEpoch.AddYears(56), mode = "approve", refreshSeconds = 1, budgetWindowSeconds = 3600, problems = Array.Empty<string>(), clusters = new[] { Some.Control() } });
        Set("api/incidents", Array.Empty<object>());
        Set("api/policies", Array.Empty<object>());
        Set("api/anomalies", Array.Empty<object>());
        Set("api/history", new { items = Array.Empty<object>(), total = 0, problems = Array.Empty<string>() });
        Set("api/audit", Some.Audit());
    }

    /// <summary>Everything that was asked for: path and query.</summary>
    public ConcurrentQueue<string> Got { get; } = [];

    /// <summary>Everything that was posted: where, and what.</summary>
    public ConcurrentQueue<(string Path, JsonNode Body)> Posted { get; } = [];

    /// <summary>The key that was sent last; null when there was none.</summary>
    public string? Key { get; private set; }

    /// <summary>The access key that was shown last.</summary>
    public string? OwnKey { get; private set; }

    /// <summary>The only key that is let in; null: none is asked for.</summary>
    public string? Asked { get; set; }

    public void Set(string path, object content) => answers[path] = _ => new RouteFulfillOptions { Status = 200, ContentType = "application/json", Body = JsonSerializer.Serialize(content, JsonSerializerOptions.Web) };

    /// <summary>An answer that depends on what is asked.</summary>
    public void Set(string path, Func<Uri, object> content) => answers[path] = request => new RouteFulfillOptions
    {
        Status = 200,
        ContentType = "application/json",
        Body = JsonSerializer.Serialize(content(new Uri(request.Url)), JsonSerializerOptions.Web),
    };

    public void SetText(string path, string text) => answers[path] = _ => new RouteFulfillOptions { Status = 200, ContentType = "text/markdown; charset=utf-8", Body = text };

    public void Refuse(string path, int status, string detail) => answers[path] = _ => new RouteFulfillOptions
    {
        Status = status,
        ContentType = "application/problem+json",
        Body = JsonSerializer.Serialize(new { status, detail }, JsonSerializerOptions.Web),
    };

    /// <summary>An incident in full, with its diagnosis, plans and series.</summary>
    public void Set(JsonObject incident)
    {
        var path = $"api/incidents/{incident["summary"]!["id"]}";
        Set("api/incidents", new[] { incident["summary"]!.DeepClone() });
        Set(path, incident);
        Set($"{path}/diagnosis", Some.Diagnosis());
        Set($"{path}/plans", Some.Plans());
        Set($"{path}/series", Some.Series());
    }

    /// <summary>Nothing is answered at this path until the returned source is completed.</summary>
    public TaskCompletionSource Hold(string path) => held[path] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task AnswerAsync(IRoute route)
    {
        var path = Uri.UnescapeDataString(new Uri(route.Request.Url).AbsolutePath.TrimStart('/'));
        if (held.TryGetValue(path, out var wait))
        {
            await wait.Task;
        }

        Key = route.Request.Headers.GetValueOrDefault("x-functions-key");
        OwnKey = route.Request.Headers.GetValueOrDefault("x-autocura-key");
        await route.FulfillAsync(Asked is not null && Key != Asked ? new RouteFulfillOptions { Status = 401 } : Answer(route.Request, path));
    }

    private RouteFulfillOptions Answer(IRequest request, string path)
    {
        if (request.Method == "POST")
        {
            Posted.Enqueue((path, JsonNode.Parse(request.PostData!)!));
        }
        else
        {
            Got.Enqueue($"{path}{Uri.UnescapeDataString(new Uri(request.Url).Query)}");
        }

        return answers.TryGetValue(path, out var answer) ? answer(request)
            : request.Method == "POST" ? new RouteFulfillOptions { Status = 202, ContentType = "application/json", Body = "{}" }
            : new RouteFulfillOptions { Status = 404, ContentType = "application/problem+json", Body = """{"detail":"There is no such thing."}""" };
    }
}
