using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what the cluster and the metrics source say about an incident's workload itself.</summary>
public sealed class CollectEvidence(EvidenceGathering gathering)
{
    [Function(FunctionNames.CollectEvidence)]
    public Task<Evidence> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken) => gathering.OwnAsync(request, cancellationToken);
}
