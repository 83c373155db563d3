using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Http;

/// <summary>Starting and restarting instances.</summary>
internal sealed class StartRoutes(DurableEngine engine)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapPost("orchestrators/{functionName}/{instanceId?}", StartAsync);
        group.MapPost("instances/{instanceId}/restart", RestartAsync);
    }

    private async Task<IResult> StartAsync(HttpContext http, string functionName, string? instanceId)
    {
        var wanted = new NewInstance(instanceId ?? Guid.NewGuid().ToString("N"), functionName, await http.Request.JsonBodyAsync(http.RequestAborted));
        var patience = Patience(http.Request);
        if (Find(wanted.InstanceId) is { HasEnded: false } running)
        {
            return Results.Json(
                new { Message = $"An Orchestration instance with the status {running.Status} already exists: '{running.InstanceId}'." },
                DurableWire.AsWritten,
                statusCode: StatusCodes.Status409Conflict);
        }

        await engine.Client.StartAsync(wanted, http.RequestAborted);
        return await AnswerAsync(http, wanted.InstanceId, patience);
    }

    private async Task<IResult> RestartAsync(HttpContext http, string instanceId)
    {
        var patience = Patience(http.Request);
        var next = await engine.Client.RestartAsync(instanceId, http.Request.Flag("restartWithNewInstanceId", otherwise: true), http.RequestAborted);
        return await AnswerAsync(http, next, patience);
    }

    /// <summary>With both times given, the answer waits that long for the output; otherwise it comes at once.</summary>
    private static TimeSpan? Patience(HttpRequest request)
    {
        var timeout = request.Seconds("timeout");
        var interval = request.Seconds("pollingInterval");
        if (timeout is null || interval is null) return null;
        return timeout > interval ? timeout : throw new BadHttpRequestException($"Total timeout {timeout} should be bigger than retry timeout {interval}.");
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string instanceId, TimeSpan? patience)
    {
        if (patience is { } wait && await EndsWithinAsync(instanceId, wait, http.RequestAborted))
        {
            var ended = engine.Client.Find(instanceId, withPayloads: true)!;
            return ended.Status == OrchestrationRuntimeStatus.Completed
                ? Results.Text(ended.Output ?? "null", "application/json")
                : StatusRoutes.Answer(http, ended, history: null);
        }

        return ManagementLinks.Accepted(http, engine.Client, instanceId);
    }

    private async Task<bool> EndsWithinAsync(string instanceId, TimeSpan wait, CancellationToken aborted)
    {
        using var limit = new CancellationTokenSource(wait, engine.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            await engine.Client.WaitForInstanceCompletionAsync(instanceId, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return false;
        }
    }

    private InstanceRecord? Find(string instanceId) => engine.Client.Find(instanceId, withPayloads: false);
}
