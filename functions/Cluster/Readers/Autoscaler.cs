using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>The object that owns a workload's replicas, and the least it lets them be.</summary>
internal sealed record Autoscaler(string Name, int? Minimum)
{
    /// <summary>The first of the objects that targets the workload; null when none does. KEDA's default kind is Deployment.</summary>
    public static Autoscaler? Of(WorkloadRef workload, IEnumerable<JsonObject> autoscalers) => autoscalers
        .Where(scaler => (scaler.Text("spec", "scaleTargetRef", "kind") ?? "Deployment") == workload.Kind
            && scaler.Text("spec", "scaleTargetRef", "name") == workload.Name)
        .OrderBy(scaler => scaler.Name(), StringComparer.Ordinal)
        .Select(scaler => new Autoscaler(
            $"{scaler.Text("kind") ?? "autoscaler"} {scaler.Name()}",
            scaler.Int("spec", "minReplicas") ?? scaler.Int("spec", "minReplicaCount")))
        .FirstOrDefault();
}
