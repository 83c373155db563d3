using Autocura.Cluster.Environments;
using Autocura.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Copies workloads and what they need into a namespace of their own. It may run more than once, and makes everything once.</summary>
public sealed class CopyEnvironment(EnvironmentCopier copier)
{
    [Function(FunctionNames.CopyEnvironment)]
    public Task<CopyReport> RunAsync([ActivityTrigger] CopyOrder order, CancellationToken cancellationToken) => copier.CopyAsync(order, cancellationToken);
}
