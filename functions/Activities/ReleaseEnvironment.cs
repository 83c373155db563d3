using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Lets a ParallelEnvironment object go whose copy is gone.</summary>
public sealed class ReleaseEnvironment(EnvironmentLedger ledger)
{
    [Function(FunctionNames.ReleaseEnvironment)]
    public Task<bool> RunAsync([ActivityTrigger] EnvironmentOrder order, CancellationToken cancellationToken) => ledger.ReleaseAsync(order, cancellationToken);
}
