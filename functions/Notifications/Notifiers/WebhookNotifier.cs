using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;

namespace Autocura.Notifications.Notifiers;

/// <summary>
/// Tells any receiver by a CloudEvent (structured mode, version 1.0), signed as Standard Webhooks describes: HMAC-SHA256 over id, time and body. The id is the message's key: whoever gets
/// one twice has got the same.
/// </summary>
internal sealed class WebhookNotifier(NotificationOptions options, NotifierHttp http) : IDigestNotifier
{
    private const string EncodedSecret = "whsec_";

    public string Name => "webhook";

    public string Missing => options.Webhook.Missing;

    public Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken) => SendAsync(message.Key, Event(message), cancellationToken);

    public Task<DeliveryReceipt> SendAsync(WeekDigest digest, CancellationToken cancellationToken) => SendAsync(digest.Key, Event(digest), cancellationToken);

    private async Task<DeliveryReceipt> SendAsync(string key, JsonObject told, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(told.ToJsonString());
        var timestamp = http.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Webhook.Url) { Content = NotifierHttp.Json(body, "application/cloudevents+json") };
        request.Headers.Add("webhook-id", key);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Signature(options.Webhook.Secret, key, timestamp, body));
        return (await http.SendAsync(request, cancellationToken)).Failure ?? DeliveryReceipt.Delivered();
    }

    /// <summary>As a receiver works it out too.</summary>
    internal static string Signature(string secret, string id, string timestamp, byte[] body)
    {
        var key = secret.StartsWith(EncodedSecret, StringComparison.Ordinal) ? Convert.FromBase64String(secret[EncodedSecret.Length..]) : Encoding.UTF8.GetBytes(secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }

    private static JsonObject Event(WeekDigest digest) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = digest.Key,
        ["source"] = "/autocura",
        ["type"] = "io.autocura.digest",
        ["subject"] = digest.Week,
        ["time"] = digest.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["datacontenttype"] = "application/json",
        ["data"] = new JsonObject { ["title"] = digest.Title, ["sections"] = JsonSerializer.SerializeToNode(digest.Sections, JsonSerializerOptions.Web) },
    };

    private static JsonObject Event(Message message) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = message.Key,
        ["source"] = $"/autocura/{Uri.EscapeDataString(message.Workload.Cluster)}",
        ["type"] = $"io.autocura.incident.{message.Moment.ToString().ToLowerInvariant()}",
        ["subject"] = message.IncidentId,
        ["time"] = message.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["datacontenttype"] = "application/json",
        ["data"] = new JsonObject
        {
            ["incident"] = message.IncidentId,
            ["record"] = message.RecordName,
            ["severity"] = message.Severity.ToString().ToLowerInvariant(),
            ["workload"] = JsonSerializer.SerializeToNode(message.Workload, JsonSerializerOptions.Web),
            ["title"] = message.Title,
            ["said"] = message.Said,
            ["asked"] = message.Asked,
            ["facts"] = JsonSerializer.SerializeToNode(message.Facts, JsonSerializerOptions.Web),
            ["sections"] = JsonSerializer.SerializeToNode(message.Sections, JsonSerializerOptions.Web),
            ["links"] = JsonSerializer.SerializeToNode(message.Links, JsonSerializerOptions.Web),
            ["plan"] = message.ToDecide is { } plan ? new JsonObject { ["id"] = plan.Id, ["hash"] = plan.Hash, ["approvers"] = plan.Approvers } : null,
        },
    };
}
