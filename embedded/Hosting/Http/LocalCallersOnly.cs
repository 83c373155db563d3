using System.Net;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>
/// While no key is asked for, any web page open in a browser on this machine could reach the host. Requests that a page of
/// another origin sends, or that a renamed host leads here, are refused.
/// </summary>
internal sealed class LocalCallersOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (IsLocal(http.Request.Host.Host) && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page.Host))))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("This host asks for no key and so answers only local callers. Set Host:Keys:* to open it to others.");
    }

    private static bool IsLocal(string host) =>
        host is "" or "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
