using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Where the next page of a list begins, and of which moment the list is. Clients hand it back as they got it.</summary>
internal sealed record ContinueToken(long Version, string After)
{
    /// <summary>Stands for the moment of the request: what is left of a list whose own moment is no longer kept.</summary>
    public const long Present = -1;

    private const string Form = "meta.k8s.io/v1";

    public static ContinueToken Parse(string text)
    {
        try
        {
            var token = JsonNode.Parse(Convert.FromBase64String(text));
            if (token.Text("v") == Form && token.Number("rv") is { } version && token.Text("start") is { } after)
            {
                return new(version, after);
            }
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            throw Invalid();
        }

        throw Invalid();
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject { ["v"] = Form, ["rv"] = Version, ["start"] = After }.ToJsonString()));

    private static ApiStatusException Invalid() => ApiStatusException.BadRequest("continue key is not valid: it must be the one of the page before");
}
