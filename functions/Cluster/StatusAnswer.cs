using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Cluster;

/// <summary>Reads the API server's Status object out of an answer that is not a success.</summary>
internal static class StatusAnswer
{
    private const int Shown = 500;

    public static async Task<ClusterException> ToExceptionAsync(HttpMethod method, string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var (reason, message) = Read(body);
        var said = message.Length > 0 ? message : $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}";
        return new ClusterException($"{method} {path.Split('?')[0]}: {said}", reason.Length > 0 ? reason : response.StatusCode.ToString(), response.StatusCode);
    }

    private static (string Reason, string Message) Read(string body)
    {
        try
        {
            var status = JsonNode.Parse(body) as JsonObject;
            return (Text(status, "reason"), Text(status, "message"));
        }
        catch (JsonException)
        {
            // a proxy in front of the server answers in its own words
            return ("", body.Length <= Shown ? body : body[..Shown]);
        }
    }

    private static string Text(JsonObject? status, string field) => status?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
