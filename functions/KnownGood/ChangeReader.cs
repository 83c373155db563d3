using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.KnownGood.Changes;

namespace Autocura.KnownGood;

/// <summary>
/// Finds what changed near a workload: against the last known good where one is kept, else by when objects were written. Reads each kind of its namespace once.
/// </summary>
public sealed class ChangeReader(KnownGoodStore store, KnownGoodOptions options)
{
    private const int Most = 20;

    /// <summary>What is created with its namespace is how it was set up, no change.</summary>
    private static readonly TimeSpan Installation = TimeSpan.FromMinutes(5);

    /// <summary>The changes, the closest relation first and then the nearest in time before the onset; and when the namespace was last measured to be healthy.</summary>
    /// <exception cref="ClusterException">The API server does not answer.</exception>
    public Task<(IReadOnlyList<ObjectChange> Changes, DateTimeOffset? LastHealthyAt)> ReadAsync(
        ICluster cluster, WorkloadRef workload, DateTimeOffset onset, CancellationToken cancellationToken) =>
        ReadAsync(cluster, workload, onset, [], cancellationToken);

    /// <summary>As above, with workloads of the namespace that the workload is known to call.</summary>
    public async Task<(IReadOnlyList<ObjectChange> Changes, DateTimeOffset? LastHealthyAt)> ReadAsync(
        ICluster cluster, WorkloadRef workload, DateTimeOffset onset, IReadOnlyCollection<WorkloadRef> calls, CancellationToken cancellationToken)
    {
        var reading = KnownGoodOfNamespace.ReadAsync(cluster, store, workload.Namespace, cancellationToken);
        var objects = await NamespaceObjects.ReadAsync(cluster, workload.Namespace, cancellationToken);
        var known = await reading;
        var created = objects.Of(Kinds.Namespace).Select(ns => ns.CreatedAt()).FirstOrDefault();
        var finder = new ChangeFinder(cluster, objects, known, new ChangeTerms(options, onset, created + Installation));
        var deleted = await finder.DeletedAsync(cancellationToken);
        var changed = await finder.ChangedAsync(cancellationToken);
        var found = changed.Where(change => !changed.Any(owner => IsMadeBy(change.Source, owner.Target)));
        var relations = new ObjectRelations(workload, objects, [.. deleted.Select(change => change.Source)], calls);
        return (InOrder(found.Concat(deleted).Select(change => Change(change, workload, relations)), onset), known.Health.LastHealthyAt);
    }

    /// <summary>What an operator makes follows what it is told: the change is the owner's.</summary>
    private static bool IsMadeBy(JsonObject source, ObjectRef owner) =>
        source.Items("metadata", "ownerReferences").Any(reference => reference.Flag("controller") && reference.Text("kind") == owner.Kind && reference.Text("name") == owner.Name);

    private static ObjectChange Change(FoundChange found, WorkloadRef workload, ObjectRelations relations) => new()
    {
        Target = found.Target with { Cluster = workload.Cluster },
        Kind = found.Kind,
        At = found.At,
        By = found.By,
        Relation = relations.Of(found.Source),
        Fields = found.Fields,
        IsAgainstKnownGood = found.KnownGoodHash.Length > 0,
        KnownGoodHash = found.KnownGoodHash,
    };

    private static IReadOnlyList<ObjectChange> InOrder(IEnumerable<ObjectChange> changes, DateTimeOffset onset) =>
        [.. changes
            .OrderBy(change => change.Relation)
            .ThenBy(change => change.At > onset)
            .ThenBy(change => change.At is { } at ? (at - onset).Duration() : TimeSpan.MaxValue)
            .ThenBy(change => change.Target.ToString(), StringComparer.Ordinal)
            .Take(Most)];
}
