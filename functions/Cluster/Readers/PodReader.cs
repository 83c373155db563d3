using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads the pods of a workload and puts the worst first. Pods that are being deleted or have run to their end are not its trouble any more.</summary>
internal static class PodReader
{
    private const int LongestMessage = 300;
    private const string RevisionHash = "controller-revision-hash";

    public static IReadOnlyList<PodView> Read(IEnumerable<JsonObject> pods) => WorstFirst(pods.Where(Counts).Select(View));

    public static bool Counts(JsonObject pod) => pod.At("metadata", "deletionTimestamp") is null && pod.Text("status", "phase") != "Succeeded";

    public static IReadOnlyList<PodView> WorstFirst(IEnumerable<PodView> pods) =>
        [.. pods
            .OrderByDescending(Badness)
            .ThenByDescending(pod => pod.Containers.Sum(container => container.Restarts))
            .ThenByDescending(pod => pod.CreatedAt)
            .ThenBy(pod => pod.Name, StringComparer.Ordinal)];

    private static int Badness(PodView pod) => pod switch
    {
        { Ready: false } when pod.Containers.Any(container => container.Waiting is not null || container.LastEnd is not null) => 3,
        { Ready: false } => 2,
        _ when pod.Containers.Any(container => container.LastEnd is not null) => 1,
        _ => 0,
    };

    public static PodView View(JsonObject pod)
    {
        var ready = pod.Condition("Ready");
        var isReady = ready.Text("status") == "True";
        return new PodView
        {
            Name = pod.Name(),
            Owner = pod.Controller().Text("name") ?? "",
            Release = Release(pod),
            Phase = pod.Text("status", "phase") ?? "Pending",
            Ready = isReady,
            ReadySince = isReady ? ready.Time("lastTransitionTime") ?? pod.CreatedAt() : null,
            Node = pod.Text("spec", "nodeName") ?? "",
            CreatedAt = pod.CreatedAt(),
            Unschedulable = pod.Condition("PodScheduled") is { } placed && placed.Text("status") == "False" && placed.Text("reason") == "Unschedulable"
                ? LogRedactor.Redact(placed.Text("message") ?? "no reason given").Clip(LongestMessage)
                : null,
            Containers = [.. Statuses(pod)],
        };
    }

    // A ReplicaSet is a release; a StatefulSet's label holds the revision's name, a DaemonSet's only its hash.
    private static string Release(JsonObject pod)
    {
        var owner = pod.Controller();
        var hash = pod.Text("metadata", "labels", RevisionHash) ?? "";
        return owner.Text("kind") switch
        {
            "ReplicaSet" => owner.Text("name") ?? "",
            "StatefulSet" => hash,
            "DaemonSet" when hash.Length > 0 => $"{owner.Text("name")}-{hash}",
            _ => "",
        };
    }

    private static IEnumerable<ContainerStateView> Statuses(JsonObject pod)
    {
        var statuses = pod.Items("status", "initContainerStatuses").Select(status => State(status, isInit: true))
            .Concat(pod.Items("status", "containerStatuses").Select(status => State(status, isInit: false)))
            .ToList();
        return statuses.Count > 0
            ? statuses
            : pod.Items("spec", "containers").Select(container => new ContainerStateView { Name = container.Text("name") ?? "" });
    }

    private static ContainerStateView State(JsonObject status, bool isInit)
    {
        var now = status.At("state", "terminated");
        // An init container that is done has ended as it should.
        var ended = now is null || (isInit && now.Int("exitCode") == 0) ? status.At("lastState", "terminated") : now;
        return new ContainerStateView
        {
            Name = status.Text("name") ?? "",
            IsInit = isInit,
            Ready = status.Flag("ready"),
            Restarts = status.Int("restartCount") ?? 0,
            Waiting = status.Text("state", "waiting", "reason"),
            WaitingMessage = status.Text("state", "waiting", "message") is { } message ? LogRedactor.Redact(message).Clip(LongestMessage) : null,
            LastEnd = ended is null ? null : ended.Text("reason") ?? "Ended",
            LastExitCode = ended.Int("exitCode"),
            LastEndAt = ended.Time("finishedAt"),
        };
    }
}
