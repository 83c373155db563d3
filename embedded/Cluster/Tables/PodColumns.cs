using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>The columns of pods: the status word tells the most urgent thing about them.</summary>
internal static class PodColumns
{
    public static TableShape Shape { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Ready", pod => $"{Statuses(pod).Count(status => status.Flag("ready") == true)}/{pod.Items("spec", "containers").Count()}"),
        TableColumn.Text("Status", Reason),
        new("Restarts", "string", (pod, now) => Restarts(pod, now)),
        TableColumn.Age,
        TableColumn.Text("IP", pod => pod.Text("status", "podIP"), priority: 1),
        TableColumn.Text("Node", pod => pod.Text("spec", "nodeName"), priority: 1),
        TableColumn.Text("Nominated Node", pod => pod.Text("status", "nominatedNodeName"), priority: 1),
        TableColumn.Text("Readiness Gates", _ => null, priority: 1));

    private static IEnumerable<JsonNode?> Statuses(JsonObject pod) => pod.Items("status", "containerStatuses");

    /// <summary>The word under STATUS.</summary>
    public static string Reason(JsonObject pod)
    {
        var phase = pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Pending";
        if (phase == "Pending" && pod.Items("status", "conditions").Any(condition => condition.Text("type") == "PodScheduled" && condition.Text("reason") == "SchedulingGated"))
        {
            phase = "SchedulingGated";
        }

        var reason = InitReason(pod) ?? ContainerReason(pod, phase);
        if (!pod.IsDeleting())
        {
            return reason;
        }

        return pod.Text("status", "reason") == "NodeLost" ? "Unknown" : "Terminating";
    }

    private static string? InitReason(JsonObject pod)
    {
        var statuses = pod.Items("status", "initContainerStatuses").ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var state = statuses[i].Child("state");
            if (state.Number("terminated", "exitCode") == 0 || (statuses[i].Flag("started") == true && state.At("running") is not null))
            {
                continue;
            }

            if (state.Child("terminated") is { } ended)
            {
                return $"Init:{Ended(ended)}";
            }

            return state.Text("waiting", "reason") is { Length: > 0 } waiting and not "PodInitializing"
                ? $"Init:{waiting}"
                : $"Init:{i}/{pod.Items("spec", "initContainers").Count()}";
        }

        return null;
    }

    private static string ContainerReason(JsonObject pod, string phase)
    {
        var reason = phase;
        var isRunning = false;
        foreach (var status in Statuses(pod).Reverse())
        {
            var state = status.Child("state");
            if (state.Text("waiting", "reason") is { Length: > 0 } waiting)
            {
                reason = waiting;
            }
            else if (state.Child("terminated") is { } ended)
            {
                reason = Ended(ended);
            }
            else if (status.Flag("ready") == true && state.At("running") is not null)
            {
                isRunning = true;
            }
        }

        if (reason == "Completed" && isRunning)
        {
            return pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True") ? "Running" : "NotReady";
        }

        return reason;
    }

    private static string Ended(JsonObject ended)
    {
        if (ended.Text("reason") is { Length: > 0 } reason)
        {
            return reason;
        }

        return ended.Number("signal") is > 0 and var signal ? $"Signal:{signal}" : $"ExitCode:{ended.Number("exitCode")}";
    }

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        var statuses = pod.Items("status", "initContainerStatuses").Concat(Statuses(pod)).ToList();
        var count = statuses.Sum(status => status.Number("restartCount") ?? 0);
        var last = statuses.Max(status => status.Time("lastState", "terminated", "finishedAt"));
        return count > 0 && last is not null ? $"{count} ({HumanDuration.Since(last, now)} ago)" : $"{count}";
    }
}
