using Autocura.Guardrails;
using Autocura.Orchestrations;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Asks every guardrail about a plan, at this moment.</summary>
public sealed class ReviewPlan(IEnumerable<IGuardrail> guardrails, IEnumerable<IRemediationAction> actions, TimeProvider time)
{
    [Function(FunctionNames.ReviewPlan)]
    public PlanVerdict Run([ActivityTrigger] ReviewRequest request) => GuardrailReview.Review(guardrails, new PlanUnderReview
    {
        Incident = request.Incident,
        Plan = request.Plan,
        Evidence = request.Evidence,
        Settings = request.Settings,
        Now = time.GetUtcNow(),
        Profiles = actions.ToDictionary(action => action.Profile.Name, action => action.Profile),
    });
}
