using Autocura.Diagnosis;

namespace Autocura.Activities;

/// <summary>Where the whole evidence about a workload comes from: the cluster, or what was read of one before.</summary>
public interface IEvidenceSource
{
    /// <summary>All parts of the evidence. What cannot be read is a gap; only a cluster that does not answer is a failure.</summary>
    Task<Evidence> GatherAsync(EvidenceRequest request, CancellationToken cancellationToken);
}
