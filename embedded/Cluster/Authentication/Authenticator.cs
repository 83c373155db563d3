using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>
/// Tells who asks: by client certificate, by the administrator's token or by a service account's. Who shows nothing is anonymous; who shows
/// something that is not good is refused.
/// </summary>
internal sealed class Authenticator(string administratorToken, ServiceAccountTokens accounts, ClientCertificates certificates)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] administrator = Encoding.ASCII.GetBytes(administratorToken);

    public UserIdentity Authenticate(HttpContext http)
    {
        var certificate = http.Connection.ClientCertificate;
        if (certificate is not null && certificates.Identify(certificate) is { } holder)
        {
            return holder;
        }

        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Identify(header[Scheme.Length..].Trim(), [ServiceAccountTokens.Issuer]) ?? throw Refused();
        }

        return certificate is null ? UserIdentity.Anonymous : throw Refused();
    }

    /// <summary>Whose token it is, or null when it is nobody's.</summary>
    public UserIdentity? Identify(string token, IReadOnlyList<string> audiences) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), administrator) ? UserIdentity.Administrator : accounts.Identify(token, audiences);

    private static ApiStatusException Refused() => new(new ApiStatus(401, "Unauthorized", "Unauthorized"));
}
