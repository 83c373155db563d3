using Autocura.Cluster.Sweep;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One run of a sweep over one cluster. It changes nothing there, and may be repeated.</summary>
public sealed class SweepCluster(ClusterSweeper sweeper, LiveSettings settings)
{
    [Function(FunctionNames.SweepCluster)]
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);
        return await sweeper.SweepAsync(request, new SweepTerms(now.Options.Sweep, now.Scope), cancellationToken);
    }
}
