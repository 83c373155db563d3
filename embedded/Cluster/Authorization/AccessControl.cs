using Autocura.Embedded.Cluster.Authentication;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>The gate of the API server: who asks, as whom, and whether that one may.</summary>
internal sealed class AccessControl(Authenticator authenticator, RoleAuthorizer authorizer)
{
    private readonly Impersonation impersonation = new(authorizer);

    /// <summary>Tells who asks: with 401 for who cannot be known, 403 for who may not.</summary>
    public UserIdentity Admit(HttpContext http)
    {
        var user = impersonation.Apply(http.Request.Headers, authenticator.Authenticate(http));
        authorizer.Demand(user, AccessAttributes.Of(http.Request));
        return user;
    }
}
