using Autocura.Embedded.Durable.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Http;

/// <summary>Forgetting instances.</summary>
internal sealed class PurgeRoutes(DurableEngine engine)
{
    private sealed record Purged(int InstancesDeleted);

    public void Map(RouteGroupBuilder group)
    {
        group.MapDelete("instances/{instanceId}", OneAsync);
        group.MapDelete("instances", (Delegate)ManyAsync);
    }

    private async Task<IResult> OneAsync(HttpContext http, string instanceId)
    {
        if (engine.Client.Find(instanceId, withPayloads: false) is not { } instance) return Results.NotFound();
        if (!instance.HasEnded)
        {
            return ManagementError.Of(
                StatusCodes.Status412PreconditionFailed,
                $"Instance '{instanceId}' is {instance.Status}: only one that has ended can be purged. Terminate it first.");
        }

        var result = await engine.Client.PurgeInstanceAsync(instanceId, http.RequestAborted);
        return Results.Ok(new Purged(result.PurgedInstanceCount));
    }

    private async Task<IResult> ManyAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.Time("createdTimeFrom") is not { } from) return ManagementError.BadRequest("Please provide value for 'createdTimeFrom' parameter.");
        var filter = new InstanceFilter
        {
            CreatedFrom = from,
            CreatedTo = request.Time("createdTimeTo") ?? engine.Time.GetUtcNow(),
            Statuses = request.List<OrchestrationRuntimeStatus>("runtimeStatus"),
        };
        var result = await Purge.AllAsync(engine, filter, withDescendants: false, http.RequestAborted);
        return result.PurgedInstanceCount == 0 ? Results.NotFound() : Results.Ok(new Purged(result.PurgedInstanceCount));
    }
}
