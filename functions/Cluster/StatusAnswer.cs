using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Cluster;

/// <summary>Reads the API server's Status object out of an answer that is not a success.</summary>
internal static class StatusAnswer
{
    private const int Shown = 500;

    /// <summary>
    /// The refusal in the server's words. It may be repeated when the server was too busy to carry it out (429), or a way to it was closed and the
    /// request is safe to repeat.
    /// </summary>
    public static ClusterException ToException(ApiRequest request, HttpResponseMessage response, string body, DateTimeOffset now)
    {
        var (reason, message) = Read(body);
        var said = message.Length > 0 ? message : $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}";
        return new ClusterException($"{request}: {said}", reason.Length > 0 ? reason : response.StatusCode.ToString(), response.StatusCode)
        {
            MayRepeat = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => !request.IsBudgeted,
                HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => request.IsRepeatable,
                _ => false,
            },
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
                _ => null,
            },
        };
    }

    private static (string Reason, string Message) Read(string body)
    {
        try
        {
            var status = JsonNode.Parse(body) as JsonObject;
            return (Text(status, "reason"), string.Join(' ', Budgets(status).Prepend(Text(status, "message"))));
        }
        catch (JsonException)
        {
            // a proxy in front of the server answers in its own words
            return ("", body.Length <= Shown ? body : body[..Shown]);
        }
    }

    /// <summary>Which disruption budget refuses an eviction, and what it needs.</summary>
    private static IEnumerable<string> Budgets(JsonObject? status) => (status?["details"]?["causes"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Where(cause => Text(cause, "reason") == "DisruptionBudget")
        .Select(cause => $"{Text(cause, "message")}.");

    private static string Text(JsonObject? status, string field) => status?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
