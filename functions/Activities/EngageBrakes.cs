using Autocura.Guardrails.Brakes;
using Autocura.Ledger.Brakes;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Takes the locks and the share of the budgets that an allowed plan needs. It may run more than once: the holder keeps what it has.</summary>
public sealed class EngageBrakes(ClusterBrakes brakes)
{
    [Function(FunctionNames.EngageBrakes)]
    public Task<BrakeHold> RunAsync([ActivityTrigger] BrakeOrder order, CancellationToken cancellationToken) => brakes.EngageAsync(order, cancellationToken);
}
