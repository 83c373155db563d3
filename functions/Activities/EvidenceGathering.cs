using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Ledger;
using Autocura.Metrics;
using Autocura.Settings;

namespace Autocura.Activities;

/// <summary>
/// The parts of the evidence, each read within its own time and size: a part that is late or refused is a gap, and the others stand.
/// </summary>
public sealed class EvidenceGathering(
    EvidenceReader reader,
    SurroundingsReader surroundings,
    NeighbourReader neighbours,
    EvidenceNumbers numbers,
    EvidenceTerms terms) : IEvidenceSource
{
    /// <summary>The workload itself, with its traffic. Only a cluster that does not answer is a failure.</summary>
    public async Task<Evidence> OwnAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var learned = terms.Experience.ReadAsync(request.Incident.Workload.Cluster, cancellationToken);
        var budget = (await terms.Settings.ReadAsync(cancellationToken)).Budget;
        var evidence = await numbers.Traffic.AddToAsync(await reader.ReadAsync(request, budget, cancellationToken), cancellationToken);
        return EvidenceBounds.Fit(evidence with { Experience = await learned }, budget.Characters);
    }

    /// <summary>The objects around it.</summary>
    public async Task<SurroundingsReading> SurroundingsAsync(EvidenceRequest request, CancellationToken cancellationToken) =>
        EvidenceBounds.Fit(await surroundings.ReadAsync(request, cancellationToken));

    /// <summary>What it calls and what calls it.</summary>
    public async Task<NeighboursReading> NeighboursAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        var counting = numbers.Dependencies.ReadAsync(workload.Cluster, workload.Namespace, cancellationToken);
        var reading = await neighbours.ReadAsync(request, CountedAsync(counting), cancellationToken);
        return reading with { Gaps = [.. reading.Gaps, .. (await counting).Gaps] };
    }

    /// <summary>What the numbers say.</summary>
    public Task<MeasurementsReading> MeasurementsAsync(EvidenceRequest request, CancellationToken cancellationToken) => numbers.Measurements.ReadAsync(request, cancellationToken);

    /// <inheritdoc />
    public async Task<Evidence> GatherAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var own = OwnAsync(request, cancellationToken);
        var around = SurroundingsAsync(request, cancellationToken);
        var neighbours = NeighboursAsync(request, cancellationToken);
        var measurements = MeasurementsAsync(request, cancellationToken);
        await Task.WhenAll(own, around, neighbours, measurements);
        return (await own).With(await around, await neighbours, await measurements);
    }

    private static async Task<CountedCalls> CountedAsync(Task<DependencyReading> counting)
    {
        var found = await counting;
        return new CountedCalls(
            [.. found.Edges.Select(edge => new CountedCall(edge.Client, edge.Server, edge.FailedShare))],
            found.Services.ToDictionary(service => service.Key, service => new ServiceNumbers(service.Value.ErrorRatio, service.Value.LatencyP95)));
    }
}

/// <summary>What can be asked of the metrics source for evidence.</summary>
public sealed record EvidenceNumbers(WorkloadMetrics Traffic, MeasurementReader Measurements, DependencyMetrics Dependencies);

/// <summary>By what evidence is gathered: what was the cause before, and how much is read.</summary>
public sealed record EvidenceTerms(ExperienceReader Experience, LiveSettings Settings);
