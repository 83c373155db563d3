using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>
/// A span for each request to the host, under the caller's where that says which it is (W3C traceparent): the trace of an incident begins with the request that brought its alert. Attributes are
/// those of OpenTelemetry's conventions; never a query, a header or a body. What is asked every few seconds (probes, scrapes, the dashboard's files) is no trace.
/// </summary>
internal static class RequestSpans
{
    public const string SourceName = "Autocura.Http";

    private const string Hidden = "token";

    private static readonly ActivitySource Source = new(SourceName);

    private static readonly FrozenSet<string> Untold = new[] { "", "healthz", "readyz", "version", "metrics", EngineReadings.Path.Trim('/'), "dashboard/{file}" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stands behind the routing, so that the route is known.</summary>
    public static Task TraceAsync(HttpContext http, RequestDelegate next) =>
        Source.HasListeners() && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } raw } endpoint && !Untold.Contains(raw.Trim('/'))
            ? TracedAsync(http, endpoint, next)
            : next(http);

    private static async Task TracedAsync(HttpContext http, RouteEndpoint endpoint, RequestDelegate next)
    {
        // ASP.NET has one of its own, which nobody listens to: below it spans would have a parent that is never sent.
        Activity.Current = null;
        using var span = Begin(http.Request, endpoint);
        await next(http);
        if (span is null) return;
        var status = http.Response.StatusCode;
        span.SetTag(HttpSpan.StatusCode, status);
        // To the one who asked a refusal is an error; to the one who refused it is not.
        if (status >= StatusCodes.Status500InternalServerError) span.Fail(status.ToString(CultureInfo.InvariantCulture));
    }

    private static Activity? Begin(HttpRequest request, RouteEndpoint endpoint)
    {
        var caller = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var told) ? told : default;
        var route = $"/{endpoint.RoutePattern.RawText!.Trim('/')}";
        var span = Source.StartActivity($"{request.Method} {route}", ActivityKind.Server, caller);
        return span?.SetTag(HttpSpan.Method, request.Method)
            .SetTag("http.route", route)
            .SetTag("url.scheme", request.Scheme)
            .SetTag("url.path", endpoint.RoutePattern.GetParameter(Hidden) is null ? request.Path.Value : route)
            .SetTag(HttpSpan.ServerAddress, request.Host.Host)
            .SetTag(HttpSpan.ServerPort, request.Host.Port);
    }
}
