using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Metrics;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what the cluster and the metrics source say about an incident's workload.</summary>
public sealed class CollectEvidence(EvidenceReader reader, WorkloadMetrics metrics)
{
    [Function(FunctionNames.CollectEvidence)]
    public async Task<Evidence> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken)
    {
        var evidence = await reader.ReadAsync(request, cancellationToken);
        return await metrics.AddToAsync(evidence, cancellationToken);
    }
}
