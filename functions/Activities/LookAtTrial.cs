using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Looks at the environment that tries a plan.</summary>
public sealed class LookAtTrial(TrialLedger trials)
{
    [Function(FunctionNames.LookAtTrial)]
    public Task<TrialLook> RunAsync([ActivityTrigger] EnvironmentOrder environment, CancellationToken cancellationToken) => trials.LookAsync(environment, cancellationToken);
}
