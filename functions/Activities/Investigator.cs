using Autocura.Diagnosis;

namespace Autocura.Activities;

/// <summary>
/// Looks at a workload and, where the answer is that something it calls is in trouble, at that, and so on: as deep as is allowed, and nowhere twice.
/// </summary>
public sealed class Investigator(IEvidenceSource source, Diagnoser diagnoser)
{
    /// <summary>What was found, bounded.</summary>
    public async Task<Investigation> InvestigateAsync(InvestigationRequest request, CancellationToken cancellationToken)
    {
        var evidence = await source.GatherAsync(request.ToEvidenceRequest(), cancellationToken);
        var diagnosis = diagnoser.Diagnose(evidence);
        return new Investigation(request.Workload, EvidenceBounds.Fit(await FollowAsync(diagnosis, request, cancellationToken)));
    }

    /// <summary>The diagnosis with its directions followed from here.</summary>
    public async Task<RankedHypotheses> FollowAsync(RankedHypotheses diagnosis, InvestigationRequest request, CancellationToken cancellationToken)
    {
        if (request.Depth <= 0)
        {
            return diagnosis;
        }

        var visited = request.Visited.Append(request.Workload).ToList();
        var found = new List<Investigation>();
        foreach (var direction in CauseChain.Directions(diagnosis, visited))
        {
            found.Add(await InvestigateAsync(request with { Workload = direction, Depth = request.Depth - 1, Visited = visited }, cancellationToken));
            visited.Add(direction);
        }

        return CauseChain.Follow(diagnosis, found, request.Workload);
    }
}
