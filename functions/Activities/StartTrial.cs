using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Makes the environment that tries a plan on a copy: one for each attempt, however often it runs.</summary>
public sealed class StartTrial(TrialLedger trials)
{
    [Function(FunctionNames.StartTrial)]
    public Task<TrialStart> RunAsync([ActivityTrigger] TrialOrder order, CancellationToken cancellationToken) => trials.StartAsync(order, cancellationToken);
}
