using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
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
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        try
        {
            var approval = ApprovalRequest.Read(body.Content, Caller.Of(request));
            return await ApprovalDelivery.DeliverAsync(client, id, approval, cancellationToken) ?? Taken(id, approval, ManagementLinks.Of(request, client, id)?.StatusQueryGetUri);
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private static AcceptedResult Taken(string id, Approval approval, string? watch) =>
        new(watch, new { id, approval.PlanId, approval.Approved, approval.By, StatusQueryGetUri = watch });
}
