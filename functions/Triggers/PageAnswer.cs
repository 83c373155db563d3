using Autocura.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Autocura.Triggers;

/// <summary>
/// A file of the page, under the strictest rules a browser knows: only its own files are loaded, nothing inline runs, nobody frames it, and no address leaks to
/// where a link leads. What a label or an event says is text, whatever it looks like; this is the second wall behind that.
/// </summary>
internal static class PageAnswer
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static IActionResult Of(HttpRequest request, PageFile file)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache"; // asked each time, answered 304: a new version is seen at once
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ETag = file.ETag;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            return new StatusCodeResult(StatusCodes.Status304NotModified);
        }

        var isSmall = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isSmall)
        {
            headers.ContentEncoding = "gzip";
        }

        return new FileContentResult(isSmall ? file.Compressed : file.Content, file.ContentType);
    }
}
