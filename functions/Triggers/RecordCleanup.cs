using Autocura.Dashboard;
using Autocura.Ledger;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Deletes every hour what is too old in the record of each cluster.</summary>
public sealed class RecordCleanup(ClusterBoard board, RecordPruning pruning, LiveSettings settings, ILogger<RecordCleanup> logger)
{
    [Function(FunctionNames.RecordCleanup)]
    public async Task RunAsync([TimerTrigger("0 47 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var retention = (await settings.ReadAsync(cancellationToken)).Options.Retention;
        foreach (var cluster in board.Names)
        {
            try
            {
                logger.LogInformation("Cluster {Cluster}: {Pruned} records were too old", cluster, await pruning.RunAsync(cluster, retention, cancellationToken));
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(failed, "The record in cluster {Cluster} could not be pruned; the next run tries again", cluster);
            }
        }
    }
}
