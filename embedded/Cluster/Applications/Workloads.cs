using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>Which workload a pod belongs to.</summary>
internal static class Workloads
{
    /// <summary>The name of the Deployment, StatefulSet or other workload that made the pod; null for a pod on its own.</summary>
    public static string? NameOf(ObjectStore store, JsonObject pod)
    {
        var owner = pod.ControllerReference();
        if (owner.Text("kind") != "ReplicaSet")
        {
            return owner.Text("name");
        }

        var set = store.Find(ObjectKey.Apps("replicasets", pod.Namespace()!, owner.Text("name")!));
        return set?.ControllerReference().Text("name") ?? owner.Text("name");
    }
}
