using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers.Access;

/// <summary>What every answer tells browsers: nothing in it runs, is framed, guessed at, kept, or leaks an address. A page that needs more says so itself.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sets those that are not there yet.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.TryAdd("Content-Security-Policy", ContentPolicy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Cache-Control", "no-store");
    }
}
