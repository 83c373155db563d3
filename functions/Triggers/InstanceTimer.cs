using Autocura.Orchestrations;
using Autocura.Settings.Instances;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Holds the Instances against the cluster, twice a minute.</summary>
public sealed class InstanceTimer(InstanceReconciler instances, ILogger<InstanceTimer> logger)
{
    [Function(FunctionNames.InstanceTimer)]
    public async Task RunAsync([TimerTrigger("10-59/30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        try
        {
            await instances.RunAsync(cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(failed, "The Instances could not be looked after; the next run tries again");
        }
    }
}
