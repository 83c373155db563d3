using Autocura.Guardrails.Notices;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>
/// Hands a notice to the instance that tells people of its incident, and starts that with the first. It is one durable write: whatever becomes of the message, the incident does not wait for it.
/// A notice that is handed over twice is told once, by its number.
/// </summary>
public static class PostNotice
{
    /// <summary>Why it was not handed over; empty when it was.</summary>
    [Function(FunctionNames.PostNotice)]
    public static async Task<string> RunAsync([ActivityTrigger] NoticeOrder order, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var found = await client.GetInstanceAsync(order.InstanceId, cancellationToken);
        if (found is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Notices, order, new StartOrchestrationOptions(order.InstanceId), cancellationToken);
            return "";
        }

        if (!found.IsOpen())
        {
            return $"{order.InstanceId} has ended ({found.RuntimeStatus}).";
        }

        await client.RaiseEventAsync(order.InstanceId, EventNames.Notice, order, cancellationToken);
        return "";
    }
}
