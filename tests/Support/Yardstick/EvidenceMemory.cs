using Autocura.Activities;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>Remembers what was read of each workload, so that it can be weighed again; without a source it knows only that.</summary>
internal sealed class EvidenceMemory(IEvidenceSource? source, IEnumerable<Evidence>? known = null) : IEvidenceSource
{
    private readonly Dictionary<WorkloadRef, Evidence> read = (known ?? []).ToDictionary(one => one.Workload);

    public IReadOnlyCollection<Evidence> All => read.Values;

    public async Task<Evidence> GatherAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        if (read.TryGetValue(workload, out var before))
        {
            return before;
        }

        var evidence = source is null
            ? new Evidence { Workload = workload, CollectedAt = request.Incident.OpenedAt, Onset = request.Onset(), Gaps = [EvidencePart.Gap(EvidencePart.Workload, "it was not read when the case was played")] }
            : await source.GatherAsync(request, cancellationToken);
        return read[workload] = evidence;
    }
}
