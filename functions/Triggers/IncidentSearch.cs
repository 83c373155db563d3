using Autocura.Orchestrations;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Finds incidents among all durable instances, newest first.</summary>
internal static class IncidentSearch
{
    /// <summary>A status is read only for as many as are shown: instances are listed without their inputs and outputs, which are large.</summary>
    public static async Task<IReadOnlyList<IncidentSummary>> FindIncidentsAsync(this DurableTaskClient client, IncidentFilter filter, CancellationToken cancellationToken)
    {
        var incidents = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery()).WithCancellation(cancellationToken))
        {
            if (instance.Name == FunctionNames.Incident)
            {
                incidents.Add(instance);
            }
        }

        var found = new List<IncidentSummary>();
        foreach (var instance in incidents.OrderByDescending(instance => instance.CreatedAt).ThenBy(instance => instance.InstanceId, StringComparer.Ordinal))
        {
            if (found.Count == filter.Limit)
            {
                break;
            }

            var full = await client.GetInstanceAsync(instance.InstanceId, getInputsAndOutputs: true, cancellationToken);
            if (full is not null && IncidentView.Summary(full) is { } summary && filter.Matches(summary))
            {
                found.Add(summary);
            }
        }

        return found;
    }
}
