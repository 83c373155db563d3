using System.Text.Json.Nodes;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Review;

/// <summary>Reads what scales the workloads among the targets, or sets their resources: HorizontalPodAutoscaler, KEDA's ScaledObject, VerticalPodAutoscaler.</summary>
internal static class ScalerReader
{
    private static readonly string[] Pauses = [Annotations.KedaPaused, Annotations.KedaPausedReplicas];

    public static Task<Fact<IReadOnlyList<ScalerView>>> ReadAsync(ReviewReading reading, IEnumerable<ObjectRef> targets) => reading.PartAsync<IReadOnlyList<ScalerView>>(async () =>
    {
        var all = targets.ToList();
        var namespaces = all.Select(target => target.Namespace).Where(ns => ns.Length > 0).Distinct();
        var found = await Task.WhenAll(namespaces.Select(ns => InAsync(reading, ns)));
        var views = new List<ScalerView>();
        foreach (var scaler in found.SelectMany(list => list))
        {
            var target = TargetOf(scaler);
            var isAsked = all.Any(one => $"{one}" == $"{target}" || $"{one}" == $"{Ref(scaler)}");
            if (isAsked && !IsOff(scaler))
            {
                views.Add(View(scaler, target, await reading.Cluster.FindAsync(target, reading.Token)));
            }
        }

        return views;
    });

    private static async Task<IReadOnlyList<JsonObject>> InAsync(ReviewReading reading, string ns)
    {
        var lists = await Task.WhenAll(
            ListAsync(reading, Kinds.HorizontalPodAutoscaler, ns),
            ListAsync(reading, Kinds.ScaledObject, ns),
            ListAsync(reading, Kinds.VerticalPodAutoscaler, ns));
        return [.. lists.SelectMany(list => list)];
    }

    private static async Task<IReadOnlyList<JsonObject>> ListAsync(ReviewReading reading, ResourceKind kind, string ns) =>
        await reading.Cluster.ServesAsync(kind.Group, reading.Token) ? await reading.Cluster.ListAsync(kind, new ListQuery(ns), reading.Token) : [];

    private static ScalerView View(JsonObject scaler, ObjectRef target, JsonObject? workload) => new(Ref(scaler), target)
    {
        Minimum = scaler.Int("spec", "minReplicas") ?? scaler.Int("spec", "minReplicaCount") ?? 1,
        Maximum = scaler.Int("spec", "maxReplicas") ?? scaler.Int("spec", "maxReplicaCount") ?? 100,
        Current = workload.Int("spec", "replicas") ?? 1,
        Paused = string.Join(", ", scaler.Map("metadata", "annotations").Where(note => Pauses.Contains(note.Key) && note.Value != "false").Select(note => $"{note.Key}={note.Value}")),
        SetsResources = scaler.Text("kind") == Kinds.VerticalPodAutoscaler.Kind,
    };

    private static bool IsOff(JsonObject scaler) => scaler.Text("kind") == Kinds.VerticalPodAutoscaler.Kind && scaler.Text("spec", "updatePolicy", "updateMode") == "Off";

    private static ObjectRef TargetOf(JsonObject scaler)
    {
        var target = scaler.At("spec", "scaleTargetRef") ?? scaler.At("spec", "targetRef");
        var kind = target.Text("kind") ?? "Deployment";
        return new ObjectRef("apps/v1", kind, scaler.Text("metadata", "namespace") ?? "", target.Text("name") ?? "");
    }

    private static ObjectRef Ref(JsonObject scaler) => new(scaler.Text("apiVersion") ?? "", scaler.Text("kind") ?? "", scaler.Text("metadata", "namespace") ?? "", scaler.Name());
}
