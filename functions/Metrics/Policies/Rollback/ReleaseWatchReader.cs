using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Policies.Rollback;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>
/// Finds the newest release of the targets of policies with few reads: what the workloads say of themselves without their content, and the releases that are kept
/// only where a workload has changed since its policy last knew.
/// </summary>
internal sealed class ReleaseWatchReader(ICluster cluster, DateTimeOffset now)
{
    // Up to so many workloads are asked for one by one; beyond so many namespaces one list of the whole cluster is cheaper than one of each.
    private const int FewTargets = 20;
    private const int MostNamespaces = 10;

    /// <summary>A controller keeps the new release some time after the workload has changed.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private readonly SharedReads reads = new(cluster);
    private readonly HashSet<(string Kind, string Namespace)> listed = [];

    /// <summary>Requests that were made.</summary>
    public int Requests { get; private set; }

    public async Task<IReadOnlyList<RollbackCase>> AddToAsync(IReadOnlyList<RollbackCase> cases, CancellationToken cancellationToken)
    {
        List<RollbackCase> read = [];
        foreach (var kind in cases.GroupBy(one => one.Workload.Kind))
        {
            var found = kind.Count() <= FewTargets ? await FindAsync([.. kind], cancellationToken) : await ListAsync(kind.Key, NamespacesOf(kind), cancellationToken);
            foreach (var one in kind)
            {
                read.Add(await AddToAsync(one, found.GetValueOrDefault((one.Workload.Namespace, one.Workload.Name)), cancellationToken));
            }
        }

        return read;
    }

    private async Task<Dictionary<(string, string), JsonObject>> FindAsync(IReadOnlyList<RollbackCase> cases, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), JsonObject>();
        foreach (var workload in cases.Select(one => one.Workload).Distinct().Where(workload => cluster.Namespaces.Count == 0 || cluster.Namespaces.Contains(workload.Namespace)))
        {
            Requests++;
            if (await cluster.FindMetadataAsync(Kinds.Named(workload.Kind).Ref(workload.Namespace, workload.Name), cancellationToken) is { } metadata)
            {
                found[(workload.Namespace, workload.Name)] = metadata;
            }
        }

        return found;
    }

    private async Task<Dictionary<(string, string), JsonObject>> ListAsync(string kind, IEnumerable<string> namespaces, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), JsonObject>();
        foreach (var ns in namespaces)
        {
            Requests++;
            await foreach (var workload in cluster.StreamMetadataAsync(Kinds.Named(kind), new ListQuery(ns), cancellationToken))
            {
                found[(workload.Text("metadata", "namespace") ?? "", workload.Name())] = workload;
            }
        }

        return found;
    }

    private IEnumerable<string> NamespacesOf(IEnumerable<RollbackCase> cases)
    {
        string[] namespaces = [.. cases.Select(one => one.Workload.Namespace).Distinct()];
        return cluster.Namespaces.Count > 0 ? namespaces.Intersect(cluster.Namespaces) : namespaces.Length > MostNamespaces ? [""] : namespaces;
    }

    private async Task<RollbackCase> AddToAsync(RollbackCase one, JsonObject? workload, CancellationToken cancellationToken)
    {
        if (workload is null)
        {
            return one with { Stage = RollbackStage.TargetNotFound };
        }

        var generation = workload.Long("metadata", "generation") ?? 0;
        var seenAt = generation == one.Memory.TargetGeneration ? one.Memory.SeenAt : now;
        var revision = ReleaseReader.RevisionOf(workload);
        // A Deployment says which release it is at; of the others only time tells that no new one is to come.
        var isKnown = one.Memory.Release is { } known && generation == one.Memory.TargetGeneration && now - seenAt >= Settling && (revision is null || revision == known.Revision);
        var release = isKnown ? one.Memory.Release : WatchedRelease.Newest(await MarksAsync(one.Workload, workload.Uid(), cancellationToken));
        return one with { Release = release, TargetGeneration = generation, SeenAt = seenAt };
    }

    private async Task<IReadOnlyList<ReleaseMark>> MarksAsync(WorkloadRef workload, string uid, CancellationToken cancellationToken)
    {
        Requests += listed.Add((workload.Kind, workload.Namespace)) ? 1 : 0;
        // What keeps a Deployment's releases bears their number as an annotation; a ControllerRevision has it as a field.
        var kept = workload.Kind == Kinds.Deployment.Kind
            ? reads.StreamMetadataAsync(Kinds.ReplicaSet, new ListQuery(workload.Namespace), cancellationToken)
            : reads.StreamAsync(Kinds.ControllerRevision, new ListQuery(workload.Namespace), cancellationToken);
        return await kept.Where(release => ReleaseReader.OwnedBy(release, uid))
            .Select(release => new ReleaseMark(release.Name(), ReleaseReader.RevisionOf(release) ?? release.Int("revision") ?? 0, release.CreatedAt()))
            .ToListAsync(cancellationToken);
    }
}
