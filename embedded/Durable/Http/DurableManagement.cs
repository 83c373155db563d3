using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Durable.Http;

/// <summary>
/// The Durable HTTP management API, with the routes, payloads and status codes of the Functions host, so that what watches and steers
/// instances on Azure does it here too. Entities are not served: the engine has none.
/// </summary>
internal static class DurableManagement
{
    public const string BasePath = "/runtime/webhooks/durabletask";

    /// <summary>
    /// Adds the API. When a check is given, a request that it refuses is answered 401: the host hands in the comparison of its
    /// system key, which links carry as <c>code</c>.
    /// </summary>
    public static RouteGroupBuilder MapDurableManagement(this IEndpointRouteBuilder app, DurableEngine engine, Func<HttpRequest, bool>? isAllowed = null)
    {
        var group = app.MapGroup(BasePath);
        group.AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            if (isAllowed is not null && !isAllowed(http.Request)) return Results.Unauthorized();
            try
            {
                return await next(invocation);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
            {
                return ManagementError.From(problem);
            }
        });
        new StartRoutes(engine).Map(group);
        new StatusRoutes(engine).Map(group);
        new CommandRoutes(engine).Map(group);
        new PurgeRoutes(engine).Map(group);
        // One process has the file: it is the primary already.
        group.MapPost("makeprimary", () => Results.Ok());
        group.Map("entities/{**rest}", () => ManagementError.Of(StatusCodes.Status501NotImplemented, "The embedded durable engine has no entities: they are there on Azure only."));
        group.Map("{**rest}", () => Results.NotFound());
        return group;
    }
}
