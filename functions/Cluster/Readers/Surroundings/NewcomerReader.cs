using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Workloads anywhere in the cluster that were made shortly before the trouble. Asked only for a part of the control plane, which everybody in the cluster calls.
/// </summary>
internal static class NewcomerReader
{
    private const int Most = 5;

    private static readonly ResourceKind[] Runs = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet, Kinds.Job];

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<ObjectChange>> ReadAsync(Scene scene)
    {
        if (scene.Workload.Kind != StaticPod.Kind)
        {
            return [];
        }

        var earliest = scene.Onset - ReleaseHistory.TriggerWindow;
        var lists = await Task.WhenAll(Runs.Select(kind => scene.PartAsync<IReadOnlyList<(ResourceKind Kind, JsonObject Made)>>(EvidencePart.KnownGood, [], async () =>
            [.. (await scene.MetadataEverywhereAsync(kind)).Where(made => made.CreatedAt() >= earliest).Select(made => (kind, made))])));
        return [.. lists.SelectMany(list => list)
            .OrderByDescending(one => one.Made.CreatedAt())
            .Take(Most)
            .Select(one => new ObjectChange
            {
                Target = one.Kind.Ref(one.Made.Text("metadata", "namespace") ?? "", one.Made.Name()) with { Cluster = scene.Workload.Cluster },
                Kind = ChangeKind.Created,
                At = one.Made.CreatedAt(),
                Relation = ObjectRelation.Cluster,
            })];
    }
}
