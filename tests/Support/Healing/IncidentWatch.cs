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
                EndThoseBefore(instance.ReadInputAs<Incident>()?.Past ?? []);
            }
        }
    }

    /// <summary>What ended and began anew between two looks: the new episode knows how the one before it ended.</summary>
    private void EndThoseBefore(IReadOnlyList<PastEpisode> past)
    {
        foreach (var before in past)
        {
            if (before.Kind is { } kind && seen.TryGetValue(before.RecordName, out var last) && last.Outcome is null)
            {
                var outcome = new Outcome
                {
                    Phase = kind is OutcomeKind.HandedOver or OutcomeKind.Broken ? IncidentPhase.Escalated : IncidentPhase.Resolved,
                    Kind = kind,
                    Reason = last.Status.Headline ?? "",
                    OpenedAt = before.OpenedAt,
                    ClosedAt = before.ClosedAt,
                    RecordName = before.RecordName,
                    Attempts = before.Remedies.Count,
                    ActedAt = before.ActedAt,
                };
                seen[before.RecordName] = last with { Outcome = outcome };
            }
        }
    }
}
