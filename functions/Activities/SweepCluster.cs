using Autocura.Cluster.Sweep;
using Autocura.Orchestrations;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One run of a sweep over one cluster. It changes nothing there, and may be repeated.</summary>
public sealed class SweepCluster(ClusterSweeper sweeper)
{
    [Function(FunctionNames.SweepCluster)]
    public Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken) => sweeper.SweepAsync(request, cancellationToken);
}
