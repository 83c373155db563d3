using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Begins anew with an incident that was handed over or broke: a new episode with the same signals and what was learned of the last. One that is open, or was resolved, is left as it is.</summary>
public sealed class RetryIncident(TimeProvider time)
{
    private const string Shape = """{"by": "who", "reason": "..."}""";

    [Function(FunctionNames.RetryIncident)]
    public async Task<IActionResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/retry")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        try
        {
            var asked = PersonsRequest.Read(body.Content, Caller.Of(request), Shape);
            var known = await KnownIncident.FindAsync(client, id, cancellationToken);
            if (Refusal(id, known) is { } refusal)
            {
                return refusal;
            }

            var again = known!.Again(time.GetUtcNow());
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Incident, again, new StartOrchestrationOptions(id), cancellationToken);
            return new AcceptedResult((string?)null, new { id, again.RecordName, asked.Word.By });
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private static ObjectResult? Refusal(string id, KnownIncident? known) => known switch
    {
        null => KnownIncident.NotFound(id),
        { EndedAt: null } => ProblemAnswer.Conflict($"Incident '{id}' is being worked on ({known.Status.Phase}): there is nothing to begin anew."),
        { Status.Phase: IncidentPhase.Resolved } => ProblemAnswer.Conflict($"Incident '{id}' is resolved: there is nothing to begin anew."),
        _ => null,
    };
}
