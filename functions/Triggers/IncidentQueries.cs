using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Answers which incidents there are and how each stands, from the durable instances themselves: there is no second store to disagree.</summary>
public static class IncidentQueries
{
    /// <summary>Newest first.</summary>
    [Function(FunctionNames.ListIncidents)]
    public static async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        IncidentFilter filter;
        try
        {
            filter = IncidentFilter.Read(request.Query);
        }
        catch (FormatException wrong)
        {
            return ProblemAnswer.BadRequest(wrong.Message);
        }

        return new OkObjectResult(await FindAsync(client, filter, cancellationToken));
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
        var details = instance?.Name == FunctionNames.Incident ? IncidentView.Details(instance, client.CreateHttpManagementPayload(id)) : null;
        return details is null ? ProblemAnswer.NotFound($"No incident has the id '{id}'. GET api/incidents lists them.") : new OkObjectResult(details);
    }

    /// <summary>A status is read only for as many as are shown: instances are listed without their inputs and outputs, which are large.</summary>
    private static async Task<List<IncidentSummary>> FindAsync(DurableTaskClient client, IncidentFilter filter, CancellationToken cancellationToken)
    {
        var incidents = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery()).WithCancellation(cancellationToken))
        {
            if (instance.Name == FunctionNames.Incident)
            {
                incidents.Add(instance);
            }
        }

        var found = new List<IncidentSummary>();
        foreach (var instance in incidents.OrderByDescending(instance => instance.CreatedAt).ThenBy(instance => instance.InstanceId, StringComparer.Ordinal))
        {
            if (found.Count == filter.Limit)
            {
                break;
            }

            var full = await client.GetInstanceAsync(instance.InstanceId, getInputsAndOutputs: true, cancellationToken);
            if (full is not null && IncidentView.Summary(full) is { } summary && filter.Matches(summary))
            {
                found.Add(summary);
            }
        }

        return found;
    }
}
