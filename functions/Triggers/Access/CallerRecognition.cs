using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers.Access;

/// <summary>Says who sent a request: by a key that is shown, else by who has signed in with Entra. A key that is wrong is never made up for by anything else.</summary>
internal sealed class CallerRecognition(AccessOptions options, KeyRing keys)
{
    public const string KeyHeader = "x-autocura-key";

    /// <summary>For monitoring systems that can be given an address and nothing else. Addresses stand in logs, so only a sender's key goes this way.</summary>
    public const string KeyQuery = "key";

    private const string Bearer = "Bearer ";

    public bool IsOn => options.IsOn;

    public Recognition Recognise(HttpRequest request, RouteRule rule)
    {
        if (KeyIn(request, rule) is { Length: > 0 } shown)
        {
            return keys.Find(shown) is { } caller ? new Recognition(caller, "") : new Recognition(null, "That access key is not known here.");
        }

        var principal = options.Entra ? request.Headers[EntraPrincipal.Header].ToString() : "";
        return principal.Length > 0 && IsOfAnotherSite(request) ? new Recognition(null, "A page of another site sent this in your name.")
            : principal.Length > 0 ? EntraPrincipal.Read(principal)
            : new Recognition(null, $"Callers have roles here: show your access key in the header {KeyHeader}{(options.Entra ? ", or sign in" : "")}.");
    }

    /// <summary>Who has signed in is known by a cookie, which a browser sends along whichever page asks; the browser says where that page is from.</summary>
    private static bool IsOfAnotherSite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin");

    private string KeyIn(HttpRequest request, RouteRule rule)
    {
        var authorization = request.Headers.Authorization.ToString();
        return request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key
            : !options.Entra && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() // with Entra a token stands there
            : rule.Needs == Roles.Sender ? request.Query[KeyQuery].ToString()
            : "";
    }
}
