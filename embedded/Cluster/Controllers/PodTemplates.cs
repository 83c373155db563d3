using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Makes pods from a workload's template, and judges the pods it has.</summary>
internal static class PodTemplates
{
    /// <summary>A pod of this owner. Without a name, the API server generates one from the owner's.</summary>
    public static JsonObject NewPod(JsonObject owner, JsonNode template, string? name = null)
    {
        var metadata = template.Child("metadata")?.Copy() ?? [];
        metadata.Remove("creationTimestamp");
        metadata["namespace"] = owner.Namespace();
        metadata["ownerReferences"] = new JsonArray(OwnerReferences.Controller(owner));
        if (name is null)
        {
            metadata["generateName"] = $"{owner.Name()}-";
        }
        else
        {
            metadata["name"] = name;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = template.Child("spec")!.Copy(),
            ["status"] = new JsonObject { ["phase"] = "Pending" },
        };
    }

    /// <summary>Whether the pod still counts: not finished, not being deleted.</summary>
    public static bool IsActive(JsonNode pod) => !pod.IsDeleting() && pod.Text("status", "phase") is not ("Succeeded" or "Failed");

    public static bool IsReady(JsonNode pod) => pod.Condition("Ready").Text("status") == "True";

    /// <summary>Since when the pod has been ready; null when it is not.</summary>
    public static DateTimeOffset? ReadySince(JsonNode pod) => IsReady(pod) ? pod.Condition("Ready").Time("lastTransitionTime") : null;

    /// <summary>Whether the pod has been ready for long enough to count as available.</summary>
    public static bool IsAvailable(JsonNode pod, int minReadySeconds, DateTimeOffset now) =>
        ReadySince(pod) is { } since && (minReadySeconds == 0 || since.AddSeconds(minReadySeconds) <= now);

    /// <summary>When the next ready pod becomes available, should nothing happen to it.</summary>
    public static DateTimeOffset? NextAvailable(IEnumerable<JsonObject> pods, int minReadySeconds, DateTimeOffset now) => pods
        .Select(pod => ReadySince(pod)?.AddSeconds(minReadySeconds))
        .Where(instant => instant > now)
        .Min();

    public static int Restarts(JsonNode pod) =>
        pod.Objects("status", "containerStatuses").Select(container => container.Count("restartCount")).DefaultIfEmpty().Max();
}
