using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Makes the two links by which one person may decide on the plan that is on the table: for whoever tells people of it, with the function's key. Where callers have roles, a link is for who asks for it.</summary>
public sealed class ApprovalLinks(ApprovalOptions options, TimeProvider time)
{
    [Function(FunctionNames.ApprovalLinks)]
    public async Task<IActionResult> MakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/approval-links")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Query["by"].ToString().Trim();
        var by = Caller.Of(request)?.Name ?? asked;
        if (asked.Length > 0 && asked != by)
        {
            return ProblemAnswer.Forbidden($"A link decides as the one it is made for, so '{by}' cannot have one for '{asked}': each asks for their own.");
        }

        if (!options.MakesLinks || by.Length == 0)
        {
            return ProblemAnswer.BadRequest(options.MakesLinks ? "Say for whom: ?by=name. A link is one person's." : "Links are not set up: set Autocura:Approval:LinkKey.");
        }

        var found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        var plan = found is { Name: FunctionNames.Incident, IsCompleted: false } ? found.ReadCustomStatusAs<IncidentStatus>()?.Plan : null;
        if (ApprovalRefusal.Of(id, found, new Approval(plan?.Id ?? "", Approved: true, by)) is { } refusal)
        {
            return refusal;
        }

        var expires = time.GetUtcNow() + options.LinksExpire;
        return new OkObjectResult(new { approve = Address(true), reject = Address(false), planId = plan!.Id, planHash = plan.Hash, expires });

        string Address(bool approved)
        {
            var link = new ApprovalLink { InstanceId = id, PlanId = plan!.Id, PlanHash = plan.Hash, By = by, Approved = approved, Expires = expires };
            return $"{request.Scheme}://{request.Host}{request.PathBase}/api/approvals/{link.Sign(options.LinkKey)}";
        }
    }
}
