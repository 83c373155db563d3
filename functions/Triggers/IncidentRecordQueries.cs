using Autocura.Dashboard;
using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>What is too large for an incident's status: its plans as the cluster keeps them, and the series of its workload.</summary>
public sealed class IncidentRecordQueries(RecordBoard records, SeriesBoard series, TimeProvider time)
{
    /// <summary>The plans of the present episode with their candidates, steps and reviews, the first attempt first.</summary>
    [Function(FunctionNames.GetPlans)]
    public async Task<IActionResult> PlansAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}/plans")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await KnownIncident.FindAsync(client, id, cancellationToken) is { } known
            ? new OkObjectResult(await records.PlansAsync(known.Incident.Workload, known.Incident.RecordName, cancellationToken))
            : KnownIncident.NotFound(id);
    }

    /// <summary>The workload's own signals from half an hour before the trouble until now, or until it ended.</summary>
    [Function(FunctionNames.GetSeries)]
    public async Task<IActionResult> SeriesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/incidents/{id}/series")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await KnownIncident.FindAsync(client, id, cancellationToken) is { } known
            ? new OkObjectResult(await series.ReadAsync(new EvidenceRequest(known.Incident, known.Incident.Signals), known.EndedAt ?? time.GetUtcNow(), cancellationToken))
            : KnownIncident.NotFound(id);
    }
}
