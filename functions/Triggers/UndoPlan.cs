using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Has taken back what a plan did while its effect is being measured, and hands the incident over to whoever asked. Once the last word is spoken there is nothing to take back here.</summary>
public static class UndoPlan
{
    private const string Shape = """{"planId": "...", "by": "who", "reason": "..."}""";

    [Function(FunctionNames.UndoPlan)]
    public static async Task<IActionResult> UndoAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/undo")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        try
        {
            var asked = PersonsRequest.Read(body.Content, Caller.Of(request), Shape);
            var order = new UndoOrder(PersonsRequest.Text(asked.Body, "planId", Shape), asked.Word.By, asked.Word.Reason);
            if (Refusal(id, await KnownIncident.FindAsync(client, id, cancellationToken), order) is { } refusal)
            {
                return refusal;
            }

            await client.RaiseEventAsync(id, EventNames.Undo, order, cancellationToken);
            return new AcceptedResult((string?)null, new { id, order.PlanId, order.By });
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private static ObjectResult? Refusal(string id, KnownIncident? known, UndoOrder order) => known switch
    {
        null => KnownIncident.NotFound(id),
        { EndedAt: not null } => ProblemAnswer.Gone($"Incident '{id}' has ended: what was done is no longer its own to take back."),
        { Status: { Phase: IncidentPhase.Verifying, Plan.Id: var plan } } when plan == order.PlanId => null,
        { Status: { Phase: IncidentPhase.Verifying, Plan.Id: var plan } } => ProblemAnswer.Conflict($"The plan that is measured is '{plan}', not '{order.PlanId}'. Look at it and decide again."),
        _ => ProblemAnswer.Conflict($"Incident '{id}' is in phase {known.Status.Phase}: a plan can be taken back while its effect is measured (Verifying)."),
    };
}
