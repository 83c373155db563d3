using Autocura.Guardrails.Brakes;
using Autocura.Ledger.Brakes;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Renews the locks of a plan whose effect is being measured.</summary>
public sealed class RenewBrakes(ClusterBrakes brakes)
{
    [Function(FunctionNames.RenewBrakes)]
    public async Task<string> RunAsync([ActivityTrigger] BrakeHold hold, CancellationToken cancellationToken) => await brakes.RenewAsync(hold, cancellationToken) ?? "";
}
