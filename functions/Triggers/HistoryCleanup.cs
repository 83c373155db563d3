using Autocura.Guardrails.Notices;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Forgets intakes, and instances that told people of incidents, that finished long ago. Incidents are never forgotten here: their instances tell what was already dealt with.
/// </summary>
public sealed class HistoryCleanup(IntakeOptions options, TimeProvider time, ILogger<HistoryCleanup> logger)
{
    private static readonly (string Name, string IdPrefix)[] Forgotten = [(FunctionNames.AlertIntake, IntakeStart.IdPrefix), (FunctionNames.Notices, NoticeOrder.IdPrefix)];

    [Function(FunctionNames.HistoryCleanup)]
    public async Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var before = time.GetUtcNow() - options.KeepFinished;
        foreach (var (name, prefix) in Forgotten)
        {
            var purged = 0;
            foreach (var id in await OldAsync(client, name, prefix, before, cancellationToken))
            {
                purged += (await client.PurgeInstanceAsync(id, cancellationToken)).PurgedInstanceCount;
            }

            logger.LogInformation("Forgot {Purged} instances of {Name} that finished before {Before:u}", purged, name, before);
        }
    }

    private static async Task<List<string>> OldAsync(DurableTaskClient client, string name, string prefix, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery
        {
            CreatedTo = before,
            InstanceIdPrefix = prefix,
            Statuses = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated],
        };
        var old = new List<string>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            if (instance.Name == name && instance.LastUpdatedAt < before)
            {
                old.Add(instance.InstanceId);
            }
        }

        return old;
    }
}
