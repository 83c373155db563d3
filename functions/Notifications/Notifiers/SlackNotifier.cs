using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;

namespace Autocura.Notifications.Notifiers;

/// <summary>
/// Tells a Slack channel: one message for an incident, edited so that it always shows how things stand, and a thread under it that tells each step. Slack takes the same message twice
/// as two; so each carries its key as metadata, and is looked for before it is posted.
/// </summary>
internal sealed class SlackNotifier(NotificationOptions options, NotifierHttp http) : IDigestNotifier
{
    private const string EventType = "autocura_notice";

    private static readonly string[] ComesRight = ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    public string Name => "slack";

    public string Missing => options.Slack.Missing;

    public async Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken)
    {
        if (message.Thread.Length == 0)
        {
            return await PostAsync(message, null, cancellationToken);
        }

        var edited = await CallAsync("chat.update", With(SlackBlocks.Of(message, options.Slack.TakesClicks), "ts", message.Thread), cancellationToken);
        return edited.Failure ?? await PostAsync(message, message.Thread, cancellationToken);
    }

    public Task<DeliveryReceipt> SendAsync(WeekDigest digest, CancellationToken cancellationToken) => PostAsync(new Post(digest.Key, digest.At, SlackBlocks.Of(digest), null), cancellationToken);

    private Task<DeliveryReceipt> PostAsync(Message message, string? thread, CancellationToken cancellationToken)
    {
        var body = thread is null ? SlackBlocks.Of(message, options.Slack.TakesClicks) : With(SlackBlocks.Step(message), "thread_ts", thread);
        return PostAsync(new Post(message.Key, message.At, body, thread), cancellationToken);
    }

    /// <summary>Posts the message, or its step into the thread, unless it stands there already.</summary>
    private async Task<DeliveryReceipt> PostAsync(Post post, CancellationToken cancellationToken)
    {
        var (body, thread) = (post.Body, post.Thread);
        if (await FindAsync(post, cancellationToken) is { } posted)
        {
            return DeliveryReceipt.Delivered(thread ?? posted);
        }

        body["metadata"] = new JsonObject { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["key"] = post.Key } };
        body["unfurl_links"] = false;
        var answer = await CallAsync("chat.postMessage", body, cancellationToken);
        return answer.Failure ?? DeliveryReceipt.Delivered(thread ?? answer.Json["ts"]!.GetValue<string>());
    }

    /// <summary>Where the message stands that a run posted which ended before it could say so. Where one may not look, none is found.</summary>
    private async Task<string?> FindAsync(Post post, CancellationToken cancellationToken)
    {
        var thread = post.Thread;
        var since = (post.At.ToUnixTimeSeconds() - 60).ToString(CultureInfo.InvariantCulture);
        var where = $"channel={Uri.EscapeDataString(options.Slack.Channel)}&include_all_metadata=true&limit=200&oldest={since}";
        using var request = Request(HttpMethod.Get, thread is null ? $"conversations.history?{where}" : $"conversations.replies?{where}&ts={Uri.EscapeDataString(thread)}");
        var answer = Read(await http.SendAsync(request, cancellationToken));
        return answer.Failure is null && answer.Json["messages"] is JsonArray messages
            ? messages.FirstOrDefault(one => (string?)one?["metadata"]?["event_payload"]?["key"] == post.Key)?["ts"]?.GetValue<string>()
            : null;
    }

    private async Task<(JsonObject Json, DeliveryReceipt? Failure)> CallAsync(string method, JsonObject body, CancellationToken cancellationToken)
    {
        body["channel"] = options.Slack.Channel;
        using var request = Request(HttpMethod.Post, method);
        request.Content = NotifierHttp.Json(Encoding.UTF8.GetBytes(body.ToJsonString()));
        return Read(await http.SendAsync(request, cancellationToken));
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, options.Slack.ApiUrl + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Slack.BotToken);
        return request;
    }

    /// <summary>Slack says 200 to everything, and in the body whether it means it.</summary>
    private static (JsonObject Json, DeliveryReceipt? Failure) Read(NotifierAnswer answer)
    {
        if (answer.Failure is not null)
        {
            return ([], answer.Failure);
        }

        var json = TryParse(answer.Body);
        return json?["error"] switch
        {
            null when (bool?)json?["ok"] == true => (json, null),
            { } error when ComesRight.Contains($"{error}") => ([], DeliveryReceipt.TryLater($"Slack says {error}.")),
            { } error => ([], DeliveryReceipt.Refused($"Slack says {error}.")),
            _ => ([], DeliveryReceipt.TryLater("Slack's answer cannot be read.")),
        };
    }

    private static JsonObject? TryParse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // said by the caller, as any other answer that is none
        }
    }

    /// <summary>What is posted, into a thread or not, and by what it is known again.</summary>
    private sealed record Post(string Key, DateTimeOffset At, JsonObject Body, string? Thread);

    private static JsonObject With(JsonObject body, string name, string value)
    {
        body[name] = value;
        return body;
    }
}
