using System.Text.Json;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>The host's own route for running a function on demand, as <c>func host</c> and Azure serve it.</summary>
internal sealed class AdminRoutes(FunctionIndex index, TimerListeners timers, AccessKeys keys)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/admin/functions/{name}", (Delegate)RunAsync);

    private async Task<IResult> RunAsync(string name, HttpRequest request)
    {
        if (!keys.Admits(request, AuthorizationLevel.Admin)) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (index.Find(name) is not { } function) return Results.NotFound($"There is no function '{name}'.");
        if (!await HasInputAsync(request)) return Results.BadRequest("The body must be JSON such as {\"input\":\"\"}, with Content-Type application/json.");
        if (function.Timer is null) return Results.BadRequest(Instead(function));
        return timers.TryRunNow(name) ? Results.Accepted() : Results.NotFound($"Function '{function.Name}' is disabled.");
    }

    private static async Task<bool> HasInputAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) return false;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Instead(FunctionDescriptor function) => function.Trigger switch
    {
        HttpTriggerAttribute => $"'{function.Name}' is an HTTP function: call its own URL.",
        OrchestrationTriggerAttribute => $"'{function.Name}' is an orchestrator: POST /runtime/webhooks/durabletask/orchestrators/{function.Name} starts it.",
        _ => $"'{function.Name}' is an activity: only an orchestrator calls it.",
    };
}
