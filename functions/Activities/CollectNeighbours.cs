using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what an incident's workload calls, and what calls it.</summary>
public sealed class CollectNeighbours(EvidenceGathering gathering)
{
    [Function(FunctionNames.CollectNeighbours)]
    public Task<NeighboursReading> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken) => gathering.NeighboursAsync(request, cancellationToken);
}
