using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>
/// Tokens of service accounts, signed with the cluster's own key. A token is good until it expires, and only while its account, and
/// the object it is bound to, are the ones it was made for.
/// </summary>
internal sealed class ServiceAccountTokens(JsonWebToken signer, ObjectStore store, TimeProvider time)
{
    /// <summary>Who signs, and for whom unless the request says otherwise: the API server itself.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private const string PrivateClaims = "kubernetes.io";
    private const string CredentialId = "authentication.kubernetes.io/credential-id";

    // What a token may be bound to, by the name of its claim.
    private static readonly Dictionary<string, string> Bindable = new() { ["pod"] = "pods", ["secret"] = "secrets", ["node"] = "nodes" };

    /// <summary>A token for an account, for these audiences, until then, bound to an object where one is given.</summary>
    public string Issue(JsonObject account, IReadOnlyList<string> audiences, DateTimeOffset expires, JsonObject? boundTo)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var about = new JsonObject
        {
            ["namespace"] = account.Namespace(),
            ["serviceaccount"] = new JsonObject { ["name"] = account.Name(), ["uid"] = account.Uid() },
        };
        if (boundTo is not null)
        {
            about[boundTo.Kind().ToLowerInvariant()] = new JsonObject { ["name"] = boundTo.Name(), ["uid"] = boundTo.Uid() };
        }

        return signer.Sign(new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now,
            ["iss"] = Issuer,
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            [PrivateClaims] = about,
            ["nbf"] = now,
            ["sub"] = new ServiceAccountName(account.Namespace()!, account.Name()).ToString(),
        });
    }

    /// <summary>Whose token it is, or null when it is not good for any of the audiences.</summary>
    public UserIdentity? Identify(string token, IReadOnlyList<string> audiences)
    {
        var claims = signer.Verify(token);
        if (claims is null || !IsTimely(claims) || ServiceAccountName.Parse(claims.Text("sub") ?? "") is not { } name
            || !claims.Items("aud").Any(audience => audiences.Contains(audience.Text() ?? "")))
        {
            return null;
        }

        var account = store.Find(name.Key);
        var isSame = account is not null && account.Uid() == claims.Text(PrivateClaims, "serviceaccount", "uid") && IsBindingAlive(claims, name.Namespace);
        return !isSame ? null : new UserIdentity(name.ToString(), [.. name.Groups, UserIdentity.AuthenticatedGroup])
        {
            Uid = account!.Uid(),
            Extra = new Dictionary<string, IReadOnlyList<string>> { [CredentialId] = [$"JTI={claims.Text("jti")}"] },
        };
    }

    private bool IsTimely(JsonObject claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return claims.Number("exp") > now && claims.Number("nbf") <= now;
    }

    private bool IsBindingAlive(JsonObject claims, string ns) => Bindable.All(kind =>
        claims.Child(PrivateClaims, kind.Key) is not { } bound
        || store.Find(ObjectKey.Core(kind.Value, kind.Key == "node" ? null : ns, bound.Text("name") ?? ""))?.Uid() == bound.Text("uid"));
}
