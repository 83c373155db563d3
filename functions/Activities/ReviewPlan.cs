using Autocura.Guardrails;
using Autocura.Orchestrations;
using Autocura.Remediation;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Asks every guardrail about a plan, upon the world as it is at this moment.</summary>
public sealed class ReviewPlan(IEnumerable<IGuardrail> guardrails, ActionCatalog actions, ReviewGathering reading, IncidentMetrics metrics, TimeProvider time)
{
    [Function(FunctionNames.ReviewPlan)]
    public async Task<PlanVerdict> RunAsync([ActivityTrigger] ReviewRequest request, CancellationToken cancellationToken)
    {
        var facts = await reading.ReadAsync(request, cancellationToken);
        var verdict = GuardrailReview.Review(guardrails, new PlanUnderReview
        {
            Incident = request.Incident,
            Plan = request.Plan,
            Evidence = request.Evidence,
            Settings = request.Settings,
            Scope = request.Scope,
            Diff = request.Diff,
            Facts = facts,
            Now = time.GetUtcNow(),
            Profiles = actions.Profiles,
        });
        metrics.Reviewed(verdict);
        return verdict;
    }
}
