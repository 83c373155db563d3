using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Starts the durable instance of every ParallelEnvironment that is new, was changed or is to be removed, and tells the running ones what people did to their object. Each object has one
/// instance, so however many hosts look, one runs.
/// </summary>
public sealed class EnvironmentTimer(EnvironmentNotes notes, ILogger<EnvironmentTimer> logger)
{
    [Function(FunctionNames.EnvironmentTimer)]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        foreach (var (cluster, read) in notes.EachCluster(cancellationToken))
        {
            var found = await read;
            if (found.Problem.Length > 0)
            {
                logger.LogWarning("Parallel environments of cluster {Cluster} cannot be read: {Problem}", cluster, found.Problem);
            }

            foreach (var look in found.Environments.Where(look => !look.IsSettled))
            {
                await SeeToAsync(client, look, cancellationToken);
            }
        }
    }

    /// <summary>One that cannot be started or told is no reason not to see to the others; the next look tries again.</summary>
    private async Task SeeToAsync(DurableTaskClient client, EnvironmentLook look, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(look.Order.InstanceId, getInputsAndOutputs: true, cancellationToken);
        var need = EnvironmentDue.Of(look, instance is { IsCompleted: false }, instance?.ReadCustomStatusAs<EnvironmentStatus>()?.Heard);
        try
        {
            await (need switch
            {
                EnvironmentNeed.Start => client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Environment, look.Order, new StartOrchestrationOptions(look.Order.InstanceId), cancellationToken),
                EnvironmentNeed.Tell => client.RaiseEventAsync(look.Order.InstanceId, EventNames.Environment, look.News, cancellationToken),
                _ => Task.CompletedTask,
            });
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Another host was quicker, or it ended meanwhile.
            logger.LogDebug(refused, "{Environment} was not seen to: {Need}", look.Order, need);
        }
    }
}
