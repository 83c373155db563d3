using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>Reads of a pod what a sweep asks for, and tells the pods apart that need no second thought: nearly all.</summary>
internal static class PodLooks
{
    private const int LongestMessage = 150;

    /// <summary>Null for a pod that is well, and for one that is being deleted or has ended: an evicted pod lies about for days when another has long taken its place.</summary>
    public static PodLook? Read(JsonObject pod, DateTimeOffset since)
    {
        var status = pod.At("status");
        if (!PodReader.Counts(pod) || status.Text("phase") == "Failed")
        {
            return null;
        }

        var ready = pod.Condition("Ready");
        var isReady = ready.Text("status") == "True";
        var containers = Containers(status);
        return isReady && !containers.Exists(container => container.LastEndAt >= since) ? null : Look(pod, containers) with
        {
            IsReady = isReady,
            NotReadySince = isReady ? DateTimeOffset.MaxValue : ready.Time("lastTransitionTime") ?? pod.CreatedAt(),
        };
    }

    private static PodLook Look(JsonObject pod, List<ContainerLook> containers)
    {
        var placed = pod.Condition("PodScheduled");
        var isUnschedulable = placed.Text("status") == "False" && placed.Text("reason") == "Unschedulable";
        return new PodLook(pod.Name())
        {
            Workload = Owner(pod),
            CreatedAt = pod.CreatedAt(),
            StartupAllowance = StartupAllowance(pod),
            Node = pod.Text("spec", "nodeName") ?? "",
            Unschedulable = isUnschedulable ? Clean(placed.Text("message")) : null,
            UnschedulableSince = isUnschedulable ? placed.Time("lastTransitionTime") : null,
            Claims = [.. pod.Items("spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>()],
            Containers = containers,
        };
    }

    /// <summary>
    /// The workload by the owner's name alone: a Deployment names its ReplicaSets after itself and the hash that their pods carry. So no request is needed
    /// for a storm of pods.
    /// </summary>
    private static Subject? Owner(JsonObject pod)
    {
        var (ns, owner) = (pod.Text("metadata", "namespace") ?? "", JsonFields.Controller(pod));
        var (kind, name) = (owner.Text("kind") ?? "", owner.Text("name") ?? "");
        var suffix = $"-{pod.Text("metadata", "labels", "pod-template-hash")}";
        return kind switch
        {
            "ReplicaSet" when suffix.Length > 1 && name.EndsWith(suffix, StringComparison.Ordinal) => new Subject(Kinds.Deployment.Kind, ns, name[..^suffix.Length]),
            "ReplicaSet" or "StatefulSet" or "DaemonSet" => new Subject(kind, ns, name),
            _ => null,
        };
    }

    private static TimeSpan StartupAllowance(JsonObject pod) => TimeSpan.FromSeconds(pod.Items("spec", "containers")
        .Select(container => container.At("startupProbe"))
        .Where(probe => probe is not null)
        .Sum(probe => (probe.Int("initialDelaySeconds") ?? 0) + ((probe.Int("failureThreshold") ?? 3) * (probe.Int("periodSeconds") ?? 10))));

    private static List<ContainerLook> Containers(JsonNode? status) =>
        [.. status.Items("initContainerStatuses").Concat(status.Items("containerStatuses")).Select(Container)];

    private static ContainerLook Container(JsonObject status)
    {
        var now = status.At("state", "terminated");
        var ended = now is null || now.Int("exitCode") == 0 ? status.At("lastState", "terminated") : now;
        return new ContainerLook(status.Text("name") ?? "")
        {
            Waiting = status.Text("state", "waiting", "reason"),
            Message = Clean(status.Text("state", "waiting", "message")),
            Restarts = status.Int("restartCount") ?? 0,
            LastEnd = ended.Text("reason"),
            ExitCode = ended.Int("exitCode"),
            LastEndAt = ended.Time("finishedAt"),
        };
    }

    private static string Clean(string? text) => LogRedactor.Redact(text ?? "").Clip(LongestMessage);
}
