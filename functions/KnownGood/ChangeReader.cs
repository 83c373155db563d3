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
public sealed class ChangeReader(KnownGoodOptions options)
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
        var objects = await NamespaceObjects.ReadAsync(cluster, workload.Namespace, cancellationToken);
        var relations = new ObjectRelations(workload, objects, [], calls);
        var installed = objects.Of(Kinds.Namespace).Select(ns => ns.CreatedAt()).FirstOrDefault();
        var changes = objects.All
            .Select(one => ByTime(one, onset, installed))
            .OfType<(JsonObject Object, ChangeKind Kind, Provenance Write)>()
            .Select(found => new ObjectChange
            {
                Target = RefOf(found.Object),
                Kind = found.Kind,
                At = found.Write.At,
                By = found.Write.By,
                Relation = relations.Of(found.Object),
            });
        return (Bounded(changes, onset), null);
    }

    private (JsonObject Object, ChangeKind Kind, Provenance Write)? ByTime(JsonObject one, DateTimeOffset onset, DateTimeOffset installed)
    {
        if (Provenance.ByPeople(one) is not { } write || write.At < onset - options.TriggerWindow || write.At < installed + Installation)
        {
            return null;
        }

        return (one, one.CreatedAt() >= onset - options.TriggerWindow ? ChangeKind.Created : ChangeKind.Changed, write);
    }

    private static IReadOnlyList<ObjectChange> Bounded(IEnumerable<ObjectChange> changes, DateTimeOffset onset) =>
        [.. changes
            .OrderBy(change => change.Relation)
            .ThenBy(change => change.At > onset)
            .ThenBy(change => change.At is { } at ? (at - onset).Duration() : TimeSpan.MaxValue)
            .ThenBy(change => change.Target.ToString(), StringComparer.Ordinal)
            .Take(Most)];

    private static ObjectRef RefOf(JsonObject one) =>
        new(one.Text("apiVersion") ?? "", one.Text("kind") ?? "", one.Text("metadata", "namespace") ?? "", one.Name());
}
