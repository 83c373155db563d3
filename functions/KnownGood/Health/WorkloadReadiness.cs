using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Health;

/// <summary>Whether a workload is settled and ready, by what its controller says of it.</summary>
internal static class WorkloadReadiness
{
    /// <summary>What is wrong with it; null when nothing is. A workload of no replicas is ready when that is meant.</summary>
    public static string? Problem(JsonObject workload, bool isZeroMeant)
    {
        var wrong = workload.Long("status", "observedGeneration") < workload.Long("metadata", "generation") ? "its controller has not seen its newest spec"
            : workload.Text("kind") == "DaemonSet" ? OfDaemonSet(workload)
            : workload.Int("spec", "replicas") == 0 ? isZeroMeant ? null : "it was scaled to zero"
            : workload.Text("kind") == "StatefulSet" ? OfStatefulSet(workload)
            : OfDeployment(workload);
        return wrong is null ? null : $"{workload.Text("kind")} {workload.Name()}: {wrong}";
    }

    private static string? OfDeployment(JsonObject deployment)
    {
        var desired = deployment.Int("spec", "replicas") ?? 1;
        return Fewer(deployment, "updatedReplicas", desired) ?? Fewer(deployment, "availableReplicas", desired)
            ?? (Status(deployment, "replicas") > Status(deployment, "updatedReplicas") ? "pods of an older release are still there" : null);
    }

    private static string? OfStatefulSet(JsonObject set)
    {
        var rolls = set.Text("spec", "updateStrategy", "type") != "OnDelete" && set.Int("spec", "updateStrategy", "rollingUpdate", "partition") is null or 0;
        return Fewer(set, "readyReplicas", set.Int("spec", "replicas") ?? 1)
            ?? (rolls && set.Text("status", "updateRevision") is { } update && set.Text("status", "currentRevision") is { } current && update != current ? "its release is under way" : null);
    }

    private static string? OfDaemonSet(JsonObject set)
    {
        var desired = Status(set, "desiredNumberScheduled");
        return Fewer(set, "numberReady", desired)
            ?? (set.Text("spec", "updateStrategy", "type") == "OnDelete" ? null : Fewer(set, "updatedNumberScheduled", desired));
    }

    private static string? Fewer(JsonObject workload, string field, int desired) =>
        Status(workload, field) is var there && there < desired ? $"{field} is {there} of {desired}" : null;

    private static int Status(JsonObject workload, string field) => workload.Int("status", field) ?? 0;
}
