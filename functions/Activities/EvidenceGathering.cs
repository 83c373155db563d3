using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Ledger;
using Autocura.Metrics;

namespace Autocura.Activities;

/// <summary>
/// The parts of the evidence, each read within its own time and size: a part that is late or refused is a gap, and the others stand.
/// </summary>
public sealed class EvidenceGathering(EvidenceReader reader, SurroundingsReader surroundings, NeighbourReader neighbours, WorkloadMetrics metrics, ExperienceReader experience, TimeProvider time) : IEvidenceSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The workload itself, with its traffic. Only a cluster that does not answer is a failure.</summary>
    public async Task<Evidence> OwnAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var learned = experience.ReadAsync(request.Incident.Workload.Cluster, cancellationToken);
        var evidence = await metrics.AddToAsync(await reader.ReadAsync(request, cancellationToken), cancellationToken);
        return EvidenceBounds.Fit(evidence with { Experience = await learned });
    }

    /// <summary>The objects around it.</summary>
    public async Task<SurroundingsReading> SurroundingsAsync(EvidenceRequest request, CancellationToken cancellationToken) =>
        EvidenceBounds.Fit(await surroundings.ReadAsync(request, cancellationToken));

    /// <summary>What it calls and what calls it.</summary>
    public Task<NeighboursReading> NeighboursAsync(EvidenceRequest request, CancellationToken cancellationToken) => neighbours.ReadAsync(request, cancellationToken);

    /// <summary>What the numbers say.</summary>
    public Task<MeasurementsReading> MeasurementsAsync(EvidenceRequest request, CancellationToken cancellationToken) =>
        InTimeAsync(EvidencePart.Metrics, gap => new MeasurementsReading(null, [gap]), _ => Task.FromResult(new MeasurementsReading(null, [])), cancellationToken);

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

    private async Task<T> InTimeAsync<T>(string part, Func<string, T> late, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await read(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return late(EvidencePart.Gap(part, $"it was not read within {Patience.TotalSeconds:0} s"));
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            return late(EvidencePart.Gap(part, refused.Message));
        }
    }
}
