using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Http;

/// <summary>What an instance can be told. Unknown is 404; ended, and so past telling, is 410; 202 means that it is recorded.</summary>
internal sealed class CommandRoutes(DurableEngine engine)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapPost("instances/{instanceId}/raiseEvent/{eventName}", RaiseAsync);
        group.MapPost("instances/{instanceId}/terminate", (HttpContext http, string instanceId) =>
            TellAsync(instanceId, () => engine.Client.TerminateInstanceAsync(instanceId, (object?)http.Request.Text("reason"), http.RequestAborted)));
        group.MapPost("instances/{instanceId}/suspend", (HttpContext http, string instanceId) =>
            TellAsync(instanceId, () => engine.Client.SuspendInstanceAsync(instanceId, http.Request.Text("reason"), http.RequestAborted)));
        group.MapPost("instances/{instanceId}/resume", (HttpContext http, string instanceId) =>
            TellAsync(instanceId, () => engine.Client.ResumeInstanceAsync(instanceId, http.Request.Text("reason"), http.RequestAborted)));
        group.MapPost("instances/{instanceId}/rewind", RewindAsync);
    }

    private async Task<IResult> RaiseAsync(HttpContext http, string instanceId, string eventName)
    {
        // The instance first: whoever tells one that is gone learns that, whatever was sent.
        if (Refusal(instanceId) is { } refusal) return refusal;
        if (!IsJson(http.Request)) return ManagementError.BadRequest("Only application/json request content is supported");
        var payload = DurableWire.Json(await http.Request.TextBodyAsync(http.RequestAborted));
        return await TellAsync(instanceId, () => engine.Client.RaiseJsonAsync(instanceId, eventName, payload, http.RequestAborted));
    }

    private static bool IsJson(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private async Task<IResult> RewindAsync(HttpContext http, string instanceId)
    {
        if (Find(instanceId) is not { } instance) return Results.NotFound();
        if (instance.HasEnded && instance.Status != OrchestrationRuntimeStatus.Failed) return Results.StatusCode(StatusCodes.Status410Gone);
        await engine.Client.RewindInstanceAsync(instanceId, http.Request.Text("reason") ?? "", http.RequestAborted);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> TellAsync(string instanceId, Func<Task> tell)
    {
        if (Refusal(instanceId) is { } refusal) return refusal;
        try
        {
            await tell();
        }
        catch (InvalidOperationException) when (Find(instanceId) is { HasEnded: true })
        {
            // It ended between the look and the message.
            return Results.StatusCode(StatusCodes.Status410Gone);
        }

        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult? Refusal(string instanceId) => Find(instanceId) switch
    {
        null => Results.NotFound(),
        { HasEnded: true } => Results.StatusCode(StatusCodes.Status410Gone),
        _ => null,
    };

    private InstanceRecord? Find(string instanceId) => engine.Client.Find(instanceId, withPayloads: false);
}
