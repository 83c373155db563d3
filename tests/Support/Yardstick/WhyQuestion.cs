using Autocura.Activities;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>Asks why as an incident's orchestration does: evidence, answer, and a look wherever the answer points to.</summary>
internal sealed class WhyQuestion(Diagnoser diagnoser, IEvidenceSource source)
{
    public async Task<Finding> AskAsync(Incident incident, int depth)
    {
        var request = new EvidenceRequest(incident, incident.Signals);
        var evidence = await source.GatherAsync(request, CancellationToken.None);
        var diagnosis = diagnoser.Diagnose(evidence);
        var investigator = new Investigator(source, diagnoser);
        var found = new List<Investigation>();
        foreach (var direction in depth > 1 ? CauseChain.Directions(diagnosis, [evidence.Workload]) : [])
        {
            var look = new InvestigationRequest { Workload = direction, Onset = evidence.Onset, OpenedAt = incident.OpenedAt, Depth = depth - 2, Visited = [evidence.Workload] };
            found.Add(await investigator.InvestigateAsync(look, CancellationToken.None));
        }

        return new Finding(evidence, CauseChain.Follow(diagnosis, found, evidence.Workload));
    }
}

/// <summary>The evidence about the workload that was asked about, and the answer.</summary>
internal sealed record Finding(Evidence Evidence, RankedHypotheses Diagnosis);
