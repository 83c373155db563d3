using Autocura.Diagnosis;
using Autocura.Metrics.Logs;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what the cluster, the metrics source and the logs outside the cluster say about an incident's workload itself.</summary>
public sealed class CollectEvidence(EvidenceGathering gathering, WorkloadLogs logs)
{
    [Function(FunctionNames.CollectEvidence)]
    public async Task<Evidence> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken) =>
        await logs.AddToAsync(await gathering.OwnAsync(request, cancellationToken), cancellationToken);
}
