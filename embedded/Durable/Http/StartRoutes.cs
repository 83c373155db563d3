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
        // Routing leaves an encoded slash as it is; decoded it is refused like any other character that an id may not have.
        var id = instanceId?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? Guid.NewGuid().ToString("N");
        var input = await http.Request.JsonBodyAsync(http.RequestAborted);
        var patience = Patience(http.Request);
        try
        {
            await engine.Client.StartAsync(new NewInstance(id, functionName, input), http.RequestAborted);
        }
        catch (ArgumentException problem)
        {
            return ManagementError.BadRequest(problem.Message);
        }
        catch (InstanceExistsException exists)
        {
            return ManagementError.Of(StatusCodes.Status409Conflict, exists.Message);
        }

        return await AnswerAsync(http, id, patience);
    }

    private async Task<IResult> RestartAsync(HttpContext http, string instanceId)
    {
        var patience = Patience(http.Request);
        string next;
        try
        {
            next = await engine.Client.RestartAsync(instanceId, http.Request.Flag("restartWithNewInstanceId", otherwise: true), http.RequestAborted);
        }
        catch (ArgumentException unknown)
        {
            return ManagementError.Of(StatusCodes.Status400BadRequest, "InstanceId does not match a valid orchestration instance.", unknown);
        }
        catch (InstanceExistsException exists)
        {
            return ManagementError.Of(StatusCodes.Status409Conflict, "A non-terminal instance with this instance ID already exists.", exists);
        }

        return await AnswerAsync(http, next, patience);
    }

    /// <summary>With both times given, the answer waits that long for the output; otherwise it comes at once.</summary>
    private static TimeSpan? Patience(HttpRequest request)
    {
        var timeout = request.Seconds("timeout");
        var interval = request.Seconds("pollingInterval");
        if (timeout is null || interval is null) return null;
        return timeout >= interval
            ? timeout
            : throw new BadHttpRequestException($"Total timeout {timeout.Value.TotalSeconds} should be bigger than retry timeout {interval.Value.TotalSeconds}");
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
}
