using Autocura.Embedded.Durable;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.DurableTask.Client;

namespace Autocura.Support.Healing;

/// <summary>Every incident of a play. An instance is begun anew by the next episode of its workload, so each look is remembered.</summary>
internal sealed class IncidentWatch(DurableEngine engine)
{
    private readonly SortedDictionary<string, EndedIncident> seen = new(StringComparer.Ordinal);

    public IReadOnlyList<EndedIncident> Seen => [.. seen.Values];

    public bool HasOpen => seen.Values.Any(incident => incident.Outcome is null);

    /// <summary>Reads all of them.</summary>
    public async Task LookAsync()
    {
        await foreach (var instance in engine.Client.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
        {
            if (instance.Name == FunctionNames.Incident && instance.SerializedCustomStatus is not null && instance.ReadCustomStatusAs<IncidentStatus>() is { } status)
            {
                var outcome = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;
                seen[status.RecordName] = new EndedIncident(status, outcome);
            }
        }
    }
}
