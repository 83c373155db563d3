using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Forgets intakes that finished long ago. Incidents are never forgotten here: their instances tell what was already dealt with.</summary>
public sealed class HistoryCleanup(IntakeOptions options, TimeProvider time, ILogger<HistoryCleanup> logger)
{
    [Function(FunctionNames.HistoryCleanup)]
    public async Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var before = time.GetUtcNow() - options.KeepFinished;
        var query = new OrchestrationQuery
        {
            CreatedTo = before,
            InstanceIdPrefix = IntakeStart.IdPrefix,
            Statuses = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated],
        };
        var old = new List<string>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            if (instance.Name == FunctionNames.AlertIntake && instance.LastUpdatedAt < before)
            {
                old.Add(instance.InstanceId);
            }
        }

        var purged = 0;
        foreach (var id in old)
        {
            purged += (await client.PurgeInstanceAsync(id, cancellationToken)).PurgedInstanceCount;
        }

        logger.LogInformation("Forgot {Purged} intakes that finished before {Before:u}", purged, before);
    }
}
