using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>The object that owns a workload's replicas, and the least it lets them be.</summary>
internal sealed record Autoscaler(string Name, int? Minimum)
{
    /// <summary>Whether an autoscaler targets the workload. KEDA's default kind is Deployment.</summary>
    public static bool Scales(JsonObject scaler, WorkloadRef workload) =>
        (scaler.Text("spec", "scaleTargetRef", "kind") ?? "Deployment") == workload.Kind && scaler.Text("spec", "scaleTargetRef", "name") == workload.Name;

    /// <summary>The first of them by name; null when there is none.</summary>
    public static Autoscaler? First(IEnumerable<JsonObject> autoscalers) => autoscalers
        .OrderBy(scaler => scaler.Name(), StringComparer.Ordinal)
        .Select(scaler => new Autoscaler(
            $"{scaler.Text("kind") ?? "autoscaler"} {scaler.Name()}",
            scaler.Int("spec", "minReplicas") ?? scaler.Int("spec", "minReplicaCount")))
        .FirstOrDefault();
}
