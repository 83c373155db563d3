using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers;

/// <summary>
/// A pod that a kubelet runs from a file on its node, as those of the control plane are. Nothing in the cluster makes it, so it is its own workload: one replica
/// that can be looked at, and that no action changes.
/// </summary>
internal static class StaticPod
{
    public const string Kind = "Pod";

    // The kubelet's own annotation on the mirror it keeps in the cluster.
    private const string Mirror = "kubernetes.io/config.mirror";

    public static bool Is(JsonObject pod) => pod.Map("metadata", "annotations").ContainsKey(Mirror) || JsonFields.Controller(pod).Text("kind") == "Node";

    /// <summary>The pod in the shape of a workload, so that all readers can read it; anything else as it is.</summary>
    public static JsonObject AsWorkload(JsonObject found)
    {
        if (found.Text("kind") != Kind)
        {
            return found;
        }

        var labels = found.At("metadata", "labels")?.DeepClone() ?? new JsonObject();
        var ready = found.IsReady() ? 1 : 0;
        return new JsonObject
        {
            ["apiVersion"] = found["apiVersion"]?.DeepClone(),
            ["kind"] = Kind,
            ["metadata"] = found["metadata"]?.DeepClone(),
            ["spec"] = new JsonObject
            {
                ["replicas"] = 1,
                ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels }, ["spec"] = found["spec"]?.DeepClone() },
            },
            ["status"] = new JsonObject
            {
                ["observedGeneration"] = found.Long("metadata", "generation") ?? 0,
                ["replicas"] = 1,
                ["updatedReplicas"] = 1,
                ["readyReplicas"] = ready,
                ["availableReplicas"] = ready,
            },
        };
    }
}
