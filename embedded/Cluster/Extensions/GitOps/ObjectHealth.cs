using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>Whether an object works, in Argo CD's words: Healthy, Progressing, Suspended, Degraded or Missing.</summary>
internal static class ObjectHealth
{
    // From the best to the worst: an application is as healthy as its worst object.
    private static readonly string[] Order = ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"];

    public static string Worst(IEnumerable<string> healths) => healths.OrderByDescending(health => Array.IndexOf(Order, health)).FirstOrDefault("Healthy");

    /// <summary>The health of an object; null for a kind that cannot be unhealthy.</summary>
    public static string? Of(JsonObject? obj, string kind) => obj is null ? "Missing" : kind switch
    {
        "Deployment" => OfDeployment(obj),
        "StatefulSet" or "ReplicaSet" => OfReplicas(obj),
        "DaemonSet" => obj.Count("status", "numberReady") >= obj.Count("status", "desiredNumberScheduled") ? "Healthy" : "Progressing",
        "Pod" => obj.Text("status", "phase") is "Failed" ? "Degraded" : obj.Text("status", "phase") is "Succeeded" || PodTemplates.IsReady(obj) ? "Healthy" : "Progressing",
        "Job" => obj.Condition("Failed") is not null ? "Degraded" : obj.Condition("Complete") is not null ? "Healthy" : "Progressing",
        "PersistentVolumeClaim" => obj.Text("status", "phase") switch { "Bound" => "Healthy", "Lost" => "Degraded", _ => "Progressing" },
        "Service" or "Ingress" or "HorizontalPodAutoscaler" => "Healthy",
        _ => null,
    };

    private static string OfDeployment(JsonObject deployment) => deployment.Is("spec", "paused") ? "Suspended"
        : deployment.Condition("Progressing").Text("reason") == "ProgressDeadlineExceeded" ? "Degraded"
        : deployment.Count("status", "observedGeneration") < deployment.Count("metadata", "generation")
            || deployment.Count("status", "updatedReplicas") < deployment.Replicas()
            || deployment.Count("status", "replicas") > deployment.Count("status", "updatedReplicas")
            || deployment.Count("status", "availableReplicas") < deployment.Count("status", "updatedReplicas") ? "Progressing"
        : "Healthy";

    private static string OfReplicas(JsonObject set) =>
        set.Count("status", "readyReplicas") >= set.Replicas() && (set.At("status", "updateRevision") is null || set.Count("status", "updatedReplicas") >= set.Replicas()) ? "Healthy" : "Progressing";
}
