using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Answers which incidents there are and how each stands, from the durable instances themselves: there is no second store to disagree.</summary>
public static class IncidentQueries
{
    /// <summary>Newest first. Who names the tag of what it has is answered 304 while nothing has changed: then no status is read, so asking every second costs little.</summary>
    [Function(FunctionNames.ListIncidents)]
    public static async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        try
        {
            var filter = IncidentFilter.Read(request.Query);
            var all = await client.AllIncidentsAsync(filter.OnlyOpen, cancellationToken);
            var tag = IncidentSearch.TagOf(all, $"{request.QueryString}");
            request.HttpContext.Response.Headers.ETag = tag;
            return request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
                ? new StatusCodeResult(StatusCodes.Status304NotModified)
                : new OkObjectResult(await client.ReadAsync(all, filter, cancellationToken));
        }
        catch (FormatException wrong)
        {
            return ProblemAnswer.BadRequest(wrong.Message);
        }
    }

    [Function(FunctionNames.GetIncident)]
    public static async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        var details = instance?.Name == FunctionNames.Incident ? IncidentView.Details(instance, ManagementLinks.Of(request, client, id)) : null;
        return details is null ? ProblemAnswer.NotFound($"No incident has the id '{id}'. GET api/incidents lists them.") : new OkObjectResult(details);
    }
}
