using Autocura.Cluster.Environments;
using Autocura.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Removes what is the copy's, and says what is on its way out and what stays.</summary>
public sealed class TearDownEnvironment(EnvironmentRemover remover)
{
    [Function(FunctionNames.TearDownEnvironment)]
    public Task<TearDownReport> RunAsync([ActivityTrigger] TearDownOrder order, CancellationToken cancellationToken) => remover.RemoveAsync(order, cancellationToken);
}
