using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Why a decision cannot be taken: there is no such incident, it is over, it asks for none, or it asks for one on another plan.</summary>
internal static class ApprovalRefusal
{
    /// <summary>Null when the incident waits for this very decision.</summary>
    public static ObjectResult? Of(string id, OrchestrationMetadata? found, Approval approval)
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
            { Phase: IncidentPhase.AwaitingApproval, Plan: { } plan } when plan.Id == approval.PlanId && (approval.PlanHash is null || approval.PlanHash == plan.Hash) => null,
            { Phase: IncidentPhase.AwaitingApproval, Plan: { } plan } when plan.Id == approval.PlanId => ProblemAnswer.Conflict($"The plan on the table has the hash '{plan.Hash}', not '{approval.PlanHash}': it is another. Look at it and decide again."),
            { Phase: IncidentPhase.AwaitingApproval, Plan: { } plan } => ProblemAnswer.Conflict($"The plan on the table is '{plan.Id}', not '{approval.PlanId}'. Look at it and decide again."),
            var status => ProblemAnswer.Conflict($"Incident '{id}' is in phase {status?.Phase ?? IncidentPhase.Detected} and waits for no approval."),
        };
    }
}
