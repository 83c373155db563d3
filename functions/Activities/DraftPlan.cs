using Autocura.Cluster.Policies;
using Autocura.Ledger.Learning;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Planning.Advising;
using Autocura.Planning.Learning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Chooses a remedy among the actions that are registered, with what was learned of them, and adds what belongs to it.</summary>
public sealed class DraftPlan(ActionCatalog catalog, PlanCompletion completion, LearningStore learning, PrescriptionReader prescriptions, AutocuraOptions options)
{
    [Function(FunctionNames.DraftPlan)]
    public async Task<PlanDraft> RunAsync([ActivityTrigger] PlanRequest request, CancellationToken cancellationToken)
    {
        var learned = await learning.LatestAsync(request.Incident.Workload.Cluster, WorkloadClass.Of(request.Evidence), cancellationToken);
        var (prescribed, gap) = await prescriptions.ReadAsync(request.Incident, request.Evidence, cancellationToken);
        var draft = AdvisedDraft.Draft(request with { Prescriptions = prescribed }, catalog.Profiles, learned);
        draft = gap.Length > 0 ? draft with { Gap = $"{draft.Gap} {gap}".Trim() } : draft;
        return draft.Plan is { } plan ? draft with { Plan = await completion.CompleteAsync(plan, catalog.Profiles, options.Review.ToSettings(), cancellationToken) } : draft;
    }
}
