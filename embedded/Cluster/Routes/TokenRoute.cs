using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authentication;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>The token subresource of service accounts: <c>kubectl create token</c>.</summary>
internal sealed class TokenRoute(ObjectStore store, ServiceAccountTokens tokens, TimeProvider time)
{
    private const long DefaultSeconds = 3600;
    private const long ShortestSeconds = 600;
    private const long LongestSeconds = 1L << 32;
    private static readonly Dictionary<string, string> Bindable = new() { ["Pod"] = "pods", ["Secret"] = "secrets", ["Node"] = "nodes" };
    private readonly Mutation mutation = new(store);

    public async Task CreateAsync(ResourceRequest request)
    {
        var asked = await RequestBody.ReadObjectAsync(request.Http.Request);
        if (asked.Kind() is not ("" or "TokenRequest"))
        {
            throw ApiStatusException.BadRequest($"a TokenRequest is expected, not a {asked.Kind()}");
        }

        var account = store.Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key);
        var seconds = Seconds(asked);
        List<string> audiences = [.. asked.Items("spec", "audiences").Select(audience => audience.Text()).OfType<string>()];
        audiences = audiences.Count == 0 ? [ServiceAccountTokens.Issuer] : audiences;
        var bound = asked.Child("spec", "boundObjectRef") is { } reference ? FindBound(request, reference) : null;
        var expires = time.GetUtcNow().AddSeconds(seconds);
        mutation.Run(request, "create", () => new(account, 201));
        await Answer.WriteAsync(request.Http, ToJson(asked, account, audiences, (expires, seconds, tokens.Issue(account, audiences, expires, bound))), 201);
    }

    private static long Seconds(JsonObject asked) => (asked.Number("spec", "expirationSeconds") ?? DefaultSeconds) switch
    {
        var seconds and < ShortestSeconds => throw Refused(seconds, "may not specify a duration less than 10 minutes"),
        var seconds and > LongestSeconds => throw Refused(seconds, "may not specify a duration larger than 2^32 seconds"),
        var seconds => seconds,
    };

    private static ApiStatusException Refused(long seconds, string why) =>
        ApiStatusException.Invalid("authentication.k8s.io", "TokenRequest", "", [Causes.Invalid("spec.expirationSeconds", seconds, why)]);

    private JsonObject FindBound(ResourceRequest request, JsonObject reference)
    {
        if (!Bindable.TryGetValue(reference.Kind(), out var plural))
        {
            throw ApiStatusException.BadRequest($"cannot bind token for serviceaccount \"{request.Name}\" to object of type {reference.ApiVersion()}, Kind={reference.Kind()}");
        }

        var key = ObjectKey.Core(plural, plural == "nodes" ? null : request.Namespace, reference.Text("name") ?? "");
        var found = store.Find(key) ?? throw ApiStatusException.NotFound(key);
        return reference.Text("uid") is not { Length: > 0 } uid || uid == found.Uid()
            ? found
            : throw ApiStatusException.Conflict(key, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
    }

    private static JsonObject ToJson(JsonObject asked, JsonObject account, List<string> audiences, (DateTimeOffset Expires, long Seconds, string Token) made)
    {
        var spec = asked.Child("spec")?.Copy() ?? [];
        spec["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]);
        spec["expirationSeconds"] = made.Seconds;
        return new()
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = account.Name(), ["namespace"] = account.Namespace(), ["creationTimestamp"] = made.Expires.AddSeconds(-made.Seconds).ToTimestamp() },
            ["spec"] = spec,
            ["status"] = new JsonObject { ["token"] = made.Token, ["expirationTimestamp"] = made.Expires.ToTimestamp() },
        };
    }
}
