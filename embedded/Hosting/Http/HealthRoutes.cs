using Autocura.Embedded.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>
/// Says to probes, which have no key, whether the host can do its work. A store that refuses makes it not ready: whoever sends alerts is
/// better sent elsewhere. It stays alive, as it goes on by itself and a restart would not help. Where the app has probes of its own, they are asked when the store is well.
/// </summary>
internal static class HealthRoutes
{
    private const int AfterTheApp = 1;

    private static readonly string[] Probes = ["/readyz", "/healthz"];

    public static void Map(IEndpointRouteBuilder routes, DurableEngine engine)
    {
        routes.MapGet("/livez", () => Results.Text("ok"));
        foreach (var probe in Probes) routes.MapGet(probe, () => Results.Text("ok")).WithOrder(AfterTheApp);
        ((IApplicationBuilder)routes).Use((http, next) => engine.StoreProblem is { } problem && Array.Exists(Probes, probe => http.Request.Path == probe)
            ? Results.Text($"The durable store {problem.Reason.Cause}, since {problem.Since:O}.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http)
            : next(http));
    }
}
