using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autocura.Orchestrations;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Finds incidents among all durable instances, newest first.</summary>
internal static class IncidentSearch
{
    private const int TagDigits = 20;

    // Of all instances the most have ended, and most of those were never incidents: who asks every second has the store leave them out.
    private static readonly OrchestrationQuery All = new();
    private static readonly OrchestrationQuery Open = new(Statuses: [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended]);

    /// <summary>All of them, or those that are open, without their inputs, outputs and statuses, which are large.</summary>
    public static async Task<IReadOnlyList<OrchestrationMetadata>> AllIncidentsAsync(this DurableTaskClient client, bool onlyOpen, CancellationToken cancellationToken)
    {
        var incidents = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(onlyOpen ? Open : All).WithCancellation(cancellationToken))
        {
            if (instance.Name == FunctionNames.Incident)
            {
                incidents.Add(instance);
            }
        }

        return [.. incidents.OrderByDescending(instance => instance.CreatedAt).ThenBy(instance => instance.InstanceId, StringComparer.Ordinal)];
    }

    /// <summary>A tag that changes whenever an answer to the same question would: every word of an incident moves its time.</summary>
    public static string TagOf(IReadOnlyList<OrchestrationMetadata> incidents, string question)
    {
        var text = new StringBuilder(question);
        foreach (var one in incidents)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{one.InstanceId} {(int)one.RuntimeStatus} {one.LastUpdatedAt.UtcTicks}");
        }

        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..TagDigits]}\"";
    }

    /// <summary>A status is read only for as many as are shown.</summary>
    public static async Task<IReadOnlyList<IncidentSummary>> ReadAsync(this DurableTaskClient client, IReadOnlyList<OrchestrationMetadata> incidents, IncidentFilter filter, CancellationToken cancellationToken)
    {
        var found = new List<IncidentSummary>();
        foreach (var instance in incidents)
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
