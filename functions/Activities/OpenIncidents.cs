using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>
/// All open incidents as they show themselves. However many ask at once, they share one reading, which begins after the last of them has asked: hundreds of
/// incidents in a storm cost one listing at a time, and none is shown what was true before it asked.
/// </summary>
public sealed class OpenIncidents
{
    private readonly Lock gate = new();
    private Task begun = Task.CompletedTask;
    private Task<IReadOnlyList<Standing>>? next;

    internal Task<IReadOnlyList<Standing>> ReadAsync(DurableTaskClient client)
    {
        lock (gate)
        {
            return next ??= ListAfterAsync(begun, client);
        }
    }

    private async Task<IReadOnlyList<Standing>> ListAfterAsync(Task before, DurableTaskClient client)
    {
        await Task.Yield(); // so that it is the next one before it begins
        await Task.WhenAny(before); // whether that failed is for those to know who asked for it
        lock (gate)
        {
            (begun, next) = (next!, null);
        }

        return await ListAsync(client);
    }

    private static async Task<IReadOnlyList<Standing>> ListAsync(DurableTaskClient client)
    {
        var open = new List<Standing>();
        var query = new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended],
            FetchInputsAndOutputs = true,
        };
        await foreach (var instance in client.GetAllInstancesAsync(query))
        {
            if (instance.Name == FunctionNames.Incident && instance.ToStanding() is { } standing)
            {
                open.Add(standing);
            }
        }

        return open;
    }
}
