using Autocura.Alerts;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Stores a message durably: one intake per batch, with an id that follows from the message's content. The same message again finds the
/// intake that holds it and starts nothing, unless that one has failed.
/// </summary>
internal static class IntakeStart
{
    /// <summary>What every intake's id begins with.</summary>
    public const string IdPrefix = "intake-";

    private const int BatchesAtATime = 8;

    /// <summary>The intakes that hold the message, in order. When this returns, all of it is stored.</summary>
    public static async Task<IReadOnlyList<IntakeLink>> StoreAsync(this DurableTaskClient client, AlertGroup group, string digest, CancellationToken cancellationToken)
    {
        var batches = AlertBatch.Of(group);
        var links = new IntakeLink[batches.Count];
        var few = new ParallelOptions { MaxDegreeOfParallelism = BatchesAtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, batches.Count, few, async (index, cancelled) =>
        {
            var id = index == 0 ? $"{IdPrefix}{digest}" : $"{IdPrefix}{digest}-{index}";
            await StartOnceAsync(client, id, batches[index], cancelled);
            links[index] = new IntakeLink(id, client.CreateHttpManagementPayload(id).StatusQueryGetUri);
        });
        return links;
    }

    private static async Task StartOnceAsync(DurableTaskClient client, string id, AlertBatch batch, CancellationToken cancellationToken)
    {
        if (Holds(await client.GetInstanceAsync(id, cancellationToken)))
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.AlertIntake, batch, new StartOrchestrationOptions(id), cancellationToken);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Two deliveries of one message at once: the other has stored it. Any other refusal is thrown.
            if (!Holds(await client.GetInstanceAsync(id, cancellationToken)))
            {
                throw;
            }
        }
    }

    private static bool Holds(OrchestrationMetadata? intake) =>
        intake is not null and not { RuntimeStatus: OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated };
}
