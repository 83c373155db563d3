using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Takes a person's decision on the plan that is on the table, and on no other. The incident looks again at the plan's id, for it may have
/// gone on while the decision was on its way.
/// </summary>
public static class ApprovalDecision
{
    [Function(FunctionNames.ApprovalDecision)]
    public static async Task<IActionResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/approval")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        try
        {
            var approval = ApprovalRequest.Read((await WebhookBody.ReadAsync(request, cancellationToken)).Content);
            var found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
            if (Refusal(id, found, approval) is { } refusal)
            {
                return refusal;
            }

            await client.RaiseEventAsync(id, EventNames.Approval, approval, cancellationToken);
            var watch = client.CreateHttpManagementPayload(id).StatusQueryGetUri;
            return new AcceptedResult(watch, new { id, approval.PlanId, approval.Approved, approval.By, StatusQueryGetUri = watch });
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private static ObjectResult? Refusal(string id, OrchestrationMetadata? found, Approval approval)
    {
        if (found?.Name != FunctionNames.Incident)
        {
            return ProblemAnswer.NotFound($"No incident has the id '{id}'. GET api/incidents lists them.");
        }

        if (found.IsCompleted)
        {
            return ProblemAnswer.Gone($"Incident '{id}' has ended ({found.RuntimeStatus}); a decision on it changes nothing.");
        }

        return found.ReadCustomStatusAs<IncidentStatus>() switch
        {
            { Phase: IncidentPhase.AwaitingApproval, Plan: { } plan } when plan.Id == approval.PlanId => null,
            { Phase: IncidentPhase.AwaitingApproval, Plan: { } plan } => ProblemAnswer.Conflict($"The plan on the table is '{plan.Id}', not '{approval.PlanId}'. Look at it and decide again."),
            var status => ProblemAnswer.Conflict($"Incident '{id}' is in phase {status?.Phase ?? IncidentPhase.Detected} and waits for no approval."),
        };
    }
}
