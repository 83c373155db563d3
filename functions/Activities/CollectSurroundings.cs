using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads the objects around an incident's workload, and what changed there.</summary>
public sealed class CollectSurroundings(EvidenceGathering gathering)
{
    [Function(FunctionNames.CollectSurroundings)]
    public Task<SurroundingsReading> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken) => gathering.SurroundingsAsync(request, cancellationToken);
}
