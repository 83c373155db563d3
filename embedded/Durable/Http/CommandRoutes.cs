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
        if (!http.Request.HasJsonContentType()) return ManagementError.BadRequest("Only application/json request content is supported");
        var payload = await http.Request.JsonBodyAsync(http.RequestAborted);
        return await TellAsync(instanceId, () => engine.Client.RaiseJsonAsync(instanceId, eventName, payload, http.RequestAborted));
    }

    private async Task<IResult> RewindAsync(HttpContext http, string instanceId)
    {
        if (Find(instanceId) is not { } instance) return Results.NotFound();
        if (instance.HasEnded && instance.Status != OrchestrationRuntimeStatus.Failed) return Results.StatusCode(StatusCodes.Status410Gone);
        await engine.Client.RewindInstanceAsync(instanceId, http.Request.Text("reason") ?? "", http.RequestAborted);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> TellAsync(string instanceId, Func<Task> tell)
    {
        if (Find(instanceId) is not { } instance) return Results.NotFound();
        if (instance.HasEnded) return Results.StatusCode(StatusCodes.Status410Gone);
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

    private InstanceRecord? Find(string instanceId) => engine.Client.Find(instanceId, withPayloads: false);
}
