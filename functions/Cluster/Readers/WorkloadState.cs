using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads a workload's declared and observed state. A DaemonSet counts its nodes where the others count replicas.</summary>
internal static class WorkloadState
{
    private const int LongestAnnotation = 1000;
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    // Annotations that guardrails read, and those that tell who else owns the object.
    private static readonly string[] Kept =
        ["autocura.io/", "argocd.argoproj.io/", "kustomize.toolkit.fluxcd.io/", "helm.toolkit.fluxcd.io/", "meta.helm.sh/", "autoscaling.keda.sh/"];

    public static WorkloadView View(JsonObject workload) => new()
    {
        Uid = workload.Uid(),
        Replicas = IsDaemonSet(workload) ? Status(workload, "desiredNumberScheduled") : workload.Int("spec", "replicas") ?? 1,
        UpdatedReplicas = Status(workload, IsDaemonSet(workload) ? "updatedNumberScheduled" : "updatedReplicas"),
        ReadyReplicas = Status(workload, IsDaemonSet(workload) ? "numberReady" : "readyReplicas"),
        AvailableReplicas = Status(workload, IsDaemonSet(workload) ? "numberAvailable" : "availableReplicas"),
        PodsOfAllReleases = IsDaemonSet(workload) ? null : Status(workload, "replicas"),
        Generation = workload.Long("metadata", "generation") ?? 0,
        ObservedGeneration = workload.Long("status", "observedGeneration") ?? 0,
        Rollout = RolloutStrategy.View(workload, IsDaemonSet(workload) ? Status(workload, "desiredNumberScheduled") : workload.Int("spec", "replicas") ?? 1),
        Paused = workload.Flag("spec", "paused"),
        Revision = ReleaseReader.RevisionOf(workload) ?? 0,
        Containers = PodTemplate.Containers(workload.At("spec", "template")),
        Placement = Placement.View(workload.At("spec", "template")),
        PodLabels = workload.Map("spec", "template", "metadata", "labels"),
        Annotations = KeptAnnotations(workload.Map("metadata", "annotations")),
        Changes = ManagedFields.Read(workload),
        ProgressDeadline = TimeSpan.FromSeconds(workload.Int("spec", "progressDeadlineSeconds") ?? 600),
    };

    /// <summary>The annotations that are kept, each cut to a bounded length.</summary>
    public static IReadOnlyDictionary<string, string> KeptAnnotations(IReadOnlyDictionary<string, string> annotations) => annotations
        .Where(pair => Kept.Any(prefix => pair.Key.StartsWith(prefix)))
        .ToDictionary(pair => pair.Key, pair => pair.Value.Clip(LongestAnnotation));

    /// <summary>
    /// How many replicas there were before somebody set them to zero: what an event tells, else what was last applied with kubectl, else what
    /// the newest ReplicaSet remembers. Null when nothing tells.
    /// </summary>
    public static int? ReplicasBefore(JsonObject workload, IEnumerable<JsonObject> ownEvents, IEnumerable<JsonObject> releases) =>
        EventReader.ReplicasScaledDownFrom(ownEvents, EventReader.About(workload.Text("kind") ?? "Deployment", workload.Name()))
        ?? Positive(Applied(workload))
        ?? Positive(releases
            .OrderByDescending(release => ReleaseReader.RevisionOf(release) ?? 0)
            .Select(release => int.TryParse(release.Text("metadata", "annotations", "deployment.kubernetes.io/desired-replicas"), out var desired) ? desired : 0)
            .FirstOrDefault());

    private static int? Applied(JsonObject workload)
    {
        try
        {
            return JsonNode.Parse(workload.Text("metadata", "annotations", LastApplied) ?? "null").Int("spec", "replicas");
        }
        catch (JsonException)
        {
            // Anybody may write this annotation; one that is not JSON tells nothing.
            return null;
        }
    }

    private static int? Positive(int? number) => number > 0 ? number : null;

    private static bool IsDaemonSet(JsonObject workload) => workload.Text("kind") == "DaemonSet";

    private static int Status(JsonObject workload, string field) => workload.Int("status", field) ?? 0;
}
