using Autocura.Diagnosis;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Reads what the numbers say before and after the trouble began.</summary>
public sealed class CollectMeasurements(EvidenceGathering gathering)
{
    [Function(FunctionNames.CollectMeasurements)]
    public Task<MeasurementsReading> RunAsync([ActivityTrigger] EvidenceRequest request, CancellationToken cancellationToken) => gathering.MeasurementsAsync(request, cancellationToken);
}
