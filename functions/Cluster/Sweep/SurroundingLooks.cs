using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>Reads of Services, claims, autoscalers, Jobs, Events and nodes what a sweep asks for. Null, or nothing, for what is well.</summary>
internal static class SurroundingLooks
{
    private const int LongestMessage = 180;
    private const string ServiceName = "kubernetes.io/service-name";
    private static readonly string[] Pressures = ["MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"];

    /// <summary>What is behind it is in its slices.</summary>
    public static ServiceLook? Service(JsonObject service) => service.Map("spec", "selector") is { Count: > 0 } selector && service.Text("spec", "type") != "ExternalName"
        ? new ServiceLook(service.Name(), service.CreatedAt(), selector, ReadyEndpoints: 0)
        : null;

    /// <summary>The Service of a slice, and how many of its endpoints are ready.</summary>
    public static (string Service, int Ready) Endpoints(JsonObject slice) => (
        slice.Text("metadata", "labels", ServiceName) ?? "",
        slice.Items("endpoints").Count(endpoint => endpoint.At("conditions", "ready") is null || endpoint.Flag("conditions", "ready")));

    public static ClaimLook? Claim(JsonObject claim) => claim.Text("status", "phase") is { } phase and ("Pending" or "Lost")
        ? new ClaimLook(claim.Name(), phase, claim.Text("spec", "storageClassName") ?? "", claim.CreatedAt())
        : null;

    /// <summary>A HorizontalPodAutoscaler or KEDA's ScaledObject, whose default kind is Deployment.</summary>
    public static AutoscalerLook Autoscaler(JsonObject scaler)
    {
        var target = scaler.At("spec", "scaleTargetRef");
        var isKeda = scaler.Text("kind") == Kinds.ScaledObject.Kind;
        return new AutoscalerLook(scaler.Name(), new Subject(target.Text("kind") ?? "Deployment", scaler.Text("metadata", "namespace") ?? "", target.Text("name") ?? ""))
        {
            Current = scaler.Int("status", "currentReplicas") ?? 0,
            Maximum = scaler.Int("spec", isKeda ? "maxReplicaCount" : "maxReplicas") ?? 0,
            MayRest = isKeda
                ? (scaler.Int("spec", "minReplicaCount") ?? 0) == 0 || scaler.Map("metadata", "annotations").Keys.Any(key => key.StartsWith("autoscaling.keda.sh/paused", StringComparison.Ordinal))
                : scaler.Int("spec", "minReplicas") == 0,
            Conditions = isKeda ? [] : [.. WorkloadLooks.Conditions(scaler)],
        };
    }

    public static JobLook? Job(JsonObject job) => WorkloadLooks.Conditions(job).FirstOrDefault(condition => condition is { Type: "Failed", IsTrue: true }) is { } failed
        ? new JobLook(job.Name(), failed.Since ?? job.CreatedAt(), $"{failed.Reason}: {failed.Message}")
        : null;

    public static OwnerLook Owner(JsonObject owner) =>
        new(new Subject(owner.Text("kind") ?? "", owner.Text("metadata", "namespace") ?? "", owner.Name()), WorkloadLooks.WrittenAt(owner) ?? owner.CreatedAt());

    /// <summary>An Event says by whom the object was wanted: a ReplicaSet, whose Deployment says so itself, a StatefulSet or DaemonSet, or an operator's resource.</summary>
    public static CreationRefusal Refusal(JsonObject happened)
    {
        var about = happened.At("involvedObject");
        var last = happened.Time("series", "lastObservedTime") ?? happened.Time("lastTimestamp") ?? happened.Time("eventTime") ?? happened.CreatedAt();
        return new CreationRefusal(
            new Subject(about.Text("kind") ?? "", about.Text("namespace") ?? "", about.Text("name") ?? ""),
            LogRedactor.Redact(happened.Text("message") ?? "").Clip(LongestMessage),
            happened.Time("firstTimestamp") ?? last,
            last);
    }

    public static NodeLook? Node(JsonObject node)
    {
        var conditions = WorkloadLooks.Conditions(node).ToList();
        var ready = conditions.Find(condition => condition.Type == "Ready");
        if (ready is not { IsTrue: true })
        {
            return new NodeLook(node.Name(), $"is not ready ({ready?.Reason ?? "it says nothing"})", ready?.Since);
        }

        if (conditions.Find(condition => condition.IsTrue && Pressures.Contains(condition.Type)) is { } pressed)
        {
            return new NodeLook(node.Name(), $"has {pressed.Type} ({pressed.Reason})", pressed.Since);
        }

        return node.Flag("spec", "unschedulable") ? new NodeLook(node.Name(), "is cordoned", CordonedAt(node)) { IsOnlyCordoned = true } : null;
    }

    private static DateTimeOffset? CordonedAt(JsonObject node) =>
        node.Items("spec", "taints").FirstOrDefault(taint => taint.Text("key") == "node.kubernetes.io/unschedulable").Time("timeAdded");
}
