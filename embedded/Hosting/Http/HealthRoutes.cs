using Autocura.Embedded.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>
/// Says to probes, which have no key, whether the host can do its work. A store that refuses makes it not ready: whoever sends alerts is
/// better sent elsewhere. It stays alive, as it goes on by itself and a restart would not help.
/// </summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes, DurableEngine engine)
    {
        routes.MapGet("/livez", () => Results.Text("ok"));
        routes.MapGet("/readyz", () => Answer(engine));
        routes.MapGet("/healthz", () => Answer(engine));
    }

    private static IResult Answer(DurableEngine engine) => engine.StoreProblem is { } problem
        ? Results.Text($"The durable store {problem.Reason.Cause}, since {problem.Since:O}.", statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Text("ok");
}
