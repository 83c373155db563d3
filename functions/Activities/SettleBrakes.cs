using Autocura.Guardrails.Brakes;
using Autocura.Ledger.Brakes;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Writes down what came of a plan, and lets go of what it held.</summary>
public sealed class SettleBrakes(ClusterBrakes brakes)
{
    [Function(FunctionNames.SettleBrakes)]
    public async Task<bool> RunAsync([ActivityTrigger] BrakeSettlement settlement, CancellationToken cancellationToken)
    {
        await brakes.SettleAsync(settlement, cancellationToken);
        return true;
    }
}
