using Autocura.Incidents;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Demo;

/// <summary>Watches one workload's incident through the durable client and hands on every status it shows.</summary>
internal sealed class IncidentFollower(DurableTaskClient client, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Follows the incident that opens at or after <paramref name="since"/> until it ends. Null: none opened, or it had not ended, when patience ran out.</summary>
    public async Task<Outcome?> FollowAsync(WorkloadRef workload, DateTimeOffset since, TimeSpan patience, Action<IncidentStatus> show, CancellationToken cancellationToken)
    {
        while (time.GetUtcNow() - since < patience)
        {
            var instance = await client.GetInstanceAsync(workload.InstanceId, getInputsAndOutputs: true, cancellationToken);
            if (instance is not null && instance.CreatedAt >= since)
            {
                if (instance.SerializedCustomStatus is not null && instance.ReadCustomStatusAs<IncidentStatus>() is { } status)
                {
                    show(status);
                }

                if (instance.IsCompleted)
                {
                    return instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;
                }
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }

        return null;
    }
}
