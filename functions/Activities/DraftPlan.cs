using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Chooses a remedy among the actions that are registered.</summary>
public sealed class DraftPlan(IEnumerable<IRemediationAction> actions, AutocuraOptions options)
{
    [Function(FunctionNames.DraftPlan)]
    public PlanDraft Run([ActivityTrigger] PlanRequest request) =>
        Planner.Draft(request with { Foresight = options.ToForesight() }, actions.ToDictionary(action => action.Profile.Name, action => action.Profile));
}
