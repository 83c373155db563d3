using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Reads what the cluster says about an incident's workload: in parallel, bounded, and without secrets. A part that is refused is a gap; a workload that
/// does not exist is evidence; only a cluster that does not answer is a failure.
/// </summary>
public sealed class EvidenceReader(IClusters clusters, TimeProvider time)
{
    private const int MostPods = 20;
    private const int MostSignals = 50;
    private const int MostNodes = 3;

    public async Task<Evidence> ReadAsync(EvidenceRequest request, EvidenceBudget budget, CancellationToken cancellationToken)
    {
        using var limit = new ReadingTime(time, cancellationToken);
        var reading = new PartialReading(limit);
        var workload = request.Incident.Workload;
        var source = new WorkloadSource(clusters.Named(workload.Cluster), workload, reading, limit.Token);
        var evidence = new Evidence
        {
            Workload = workload,
            CollectedAt = time.GetUtcNow(),
            Onset = request.Onset(),
            Signals = [.. request.Signals.TakeLast(MostSignals)],
        };
        var found = await source.FindAsync();
        var filled = found is null ? evidence : await FillAsync(evidence, found, source, budget);
        return filled with { Gaps = reading.Gaps };
    }

    private static async Task<Evidence> FillAsync(Evidence evidence, JsonObject found, WorkloadSource source, EvidenceBudget budget)
    {
        var pods = source.PodsAsync(found);
        var releases = source.ReleasesAsync(found);
        var services = source.ServicesAsync(found);
        var warnings = source.WarningsAsync();
        var autoscaler = source.AutoscalerAsync();
        var annotations = source.NamespaceAnnotationsAsync();
        var ownEvents = found.Int("spec", "replicas") == 0 ? source.OwnEventsAsync() : Task.FromResult<IReadOnlyList<JsonObject>>([]);
        await Task.WhenAll(pods, releases, services, warnings, autoscaler, annotations, ownEvents);

        var all = await pods;
        var worst = all.Take(MostPods).ToList();
        var declared = WorkloadState.View(found);
        var state = declared with
        {
            NamespaceAnnotations = WorkloadState.KeptAnnotations(await annotations),
            ScaledBy = (await autoscaler)?.Name,
            ReplicasBefore = (await autoscaler)?.Minimum
                ?? (found.Int("spec", "replicas") == 0 ? WorkloadState.ReplicasBefore(found, await ownEvents, await releases) : null),
            Containers = await source.ResolvedAsync(declared.Containers, (await services).Known),
            NodeMemory = await NodeMemoryAsync(worst, source),
        };
        var views = Releases(evidence.Workload, state, await releases, all);
        return evidence with
        {
            State = state with { Revision = state.Revision > 0 ? state.Revision : views.Select(release => release.Revision).FirstOrDefault() },
            Pods = await ContainerLogs.AddAsync(worst, source, budget),
            PodsInAll = all.Count,
            Releases = views,
            Services = (await services).InFront,
            Warnings = EventReader.Warnings(await warnings, About(evidence.Workload, views, all)),
        };
    }

    private static IReadOnlyList<ReleaseView> Releases(WorkloadRef workload, WorkloadView state, IReadOnlyList<JsonObject> releases, IReadOnlyList<PodView> pods) =>
        workload.Kind == "Deployment"
            ? ReleaseReader.OfReplicaSets(releases, state.Uid)
            : ReleaseReader.OfRevisions(releases, state.Uid, pods);

    private static HashSet<string> About(WorkloadRef workload, IReadOnlyList<ReleaseView> releases, IReadOnlyList<PodView> pods) =>
    [
        EventReader.About(workload.Kind, workload.Name),
        .. releases.Select(release => EventReader.About("ReplicaSet", release.Name)),
        .. pods.Select(pod => EventReader.About("Pod", pod.Name)),
    ];

    // How large a limit may become is only asked where memory was the end of a container.
    private static async Task<long?> NodeMemoryAsync(IReadOnlyList<PodView> pods, WorkloadSource source)
    {
        var nodes = pods
            .Where(pod => pod.Node.Length > 0 && pod.Containers.Any(container => container.WasKilledForMemory))
            .Select(pod => pod.Node)
            .Distinct()
            .Take(MostNodes)
            .ToList();
        return nodes.Count == 0 ? null : await source.NodeMemoryAsync(nodes);
    }
}
