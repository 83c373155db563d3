using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>One incident that a request names, with what it was started with and how it stands.</summary>
internal sealed record KnownIncident(OrchestrationMetadata Instance, Incident Incident, IncidentStatus Status)
{
    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt => Instance.IsCompleted ? Instance.LastUpdatedAt : null;

    /// <summary>Null when no incident has that id.</summary>
    public static async Task<KnownIncident?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        return instance?.Name == FunctionNames.Incident && instance.ReadInputAs<Incident>() is { } incident
            ? new KnownIncident(instance, incident, instance.ReadCustomStatusAs<IncidentStatus>() ?? IncidentStatus.Opened(incident))
            : null;
    }

    /// <summary>A new episode with the same signals, told of this one.</summary>
    public Incident Again(DateTimeOffset now)
    {
        var outcome = Instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? Instance.ReadOutputAs<Outcome>() : null;
        return Incident with { OpenedAt = now, Past = EpisodeMemory.After(Incident, outcome, Instance.LastUpdatedAt) };
    }

    public static ObjectResult NotFound(string id) => ProblemAnswer.NotFound($"No incident has the id '{id}'. GET api/incidents lists them.");
}
