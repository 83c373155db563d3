using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Ledger;
using Autocura.Metrics;
using Autocura.Metrics.Scraping;
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
        var settings = await terms.Settings.ReadAsync(cancellationToken);
        var (budget, scraping) = (settings.Budget, ScrapeAsync(request, settings, cancellationToken));
        var evidence = await numbers.Traffic.AddToAsync(await reader.ReadAsync(request, budget, cancellationToken), cancellationToken);
        var (lines, problems) = await scraping;
        var gaps = problems.Select(problem => EvidencePart.Gap(EvidencePart.Scrape, problem));
        return EvidenceBounds.Fit(evidence with { Experience = await learned, Scraped = lines, Gaps = [.. evidence.Gaps, .. gaps] }, budget.Characters);
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

    /// <summary>What the workload's pods say of themselves, where the Instance that rules has them asked.</summary>
    private async Task<(IReadOnlyList<string> Lines, IReadOnlyList<string> Problems)> ScrapeAsync(EvidenceRequest request, SettingsInEffect settings, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        return settings.ScrapeOf(workload) is { } target ? await terms.Scraper.ReadAsync(workload.Cluster, target, request.Onset(), cancellationToken) : ([], []);
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

/// <summary>By what evidence is gathered: what was the cause before, how much is read, and whose pods are asked.</summary>
public sealed record EvidenceTerms(ExperienceReader Experience, LiveSettings Settings, PodScraper Scraper);
