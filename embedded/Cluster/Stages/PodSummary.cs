using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>A condition that holds or not; the reason and message say why it does not.</summary>
internal sealed record Condition(string Type, bool Holds, string? Reason = null, string? Message = null)
{
    /// <summary>Whether reason and message are told of a condition that holds, too.</summary>
    public bool IsTrouble { get; init; }
}

/// <summary>Sums up the containers of a pod as the kubelet does: the phase, and the conditions that say whether and why it is not ready.</summary>
internal static class PodSummary
{
    /// <summary>Rewrites phase and conditions of the pod from its container statuses. A condition that stays the same keeps its time.</summary>
    public static void Write(JsonObject pod, DateTimeOffset now)
    {
        var status = pod.Ensure("status");
        var init = pod.Objects("status", "initContainerStatuses").ToList();
        var containers = pod.Objects("status", "containerStatuses").ToList();
        var sidecars = pod.Objects("spec", "initContainers").Where(container => container.Text("restartPolicy") == "Always").Select(container => container.Text("name")).ToHashSet();
        bool IsThrough(JsonObject container) => HasSucceeded(container) || (sidecars.Contains(container.Text("name")) && container.Is("started"));
        var initialized = init.TrueForAll(container => IsThrough(container)) || containers.Exists(container => container.At("state", "terminated") is not null);
        var phase = Phase(pod, init, containers, initialized);
        status["phase"] = phase;

        var done = phase == "Succeeded";
        var unready = containers.Concat(init.Where(container => sidecars.Contains(container.Text("name")))).Where(container => !container.Is("ready")).Select(container => container.Text("name")).ToList();
        var reason = done ? "PodCompleted" : "ContainersNotReady";
        var message = done ? null : $"containers with unready status: [{string.Join(' ', unready)}]";
        var ready = unready.Count == 0 && initialized;
        var incomplete = string.Join(' ', init.Where(container => !IsThrough(container)).Select(container => container.Text("name")));
        Set(status, new Condition("PodReadyToStartContainers", true), now);
        Set(status, new Condition("Initialized", initialized, "ContainersNotInitialized", $"containers with incomplete status: [{incomplete}]"), now);
        Set(status, new Condition("Ready", ready, reason, message), now);
        Set(status, new Condition("ContainersReady", ready, reason, message), now);
    }

    /// <summary>Sets one condition of a status. A condition that stays the same keeps its time.</summary>
    public static void Set(JsonObject status, Condition told, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(known => known.Text("type") == told.Type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = told.Type };
            conditions.Add(condition);
        }

        var value = told.Holds ? "True" : "False";
        if (condition.Text("status") != value)
        {
            condition["status"] = value;
            condition["lastProbeTime"] = null;
            condition["lastTransitionTime"] = now.ToTimestamp();
        }

        var tells = told.IsTrouble || !told.Holds;
        Say(condition, "reason", tells ? told.Reason : null);
        Say(condition, "message", tells ? told.Message : null);
    }

    private static string Phase(JsonObject pod, List<JsonObject> init, List<JsonObject> containers, bool initialized)
    {
        var policy = pod.Text("spec", "restartPolicy") ?? "Always";
        if (!initialized)
        {
            return policy == "Never" && init.Exists(HasFailed) ? "Failed" : "Pending";
        }

        if (containers.Exists(container => container.At("state", "waiting") is not null && container.At("lastState", "terminated") is null))
        {
            return "Pending";
        }

        // A container beside the others keeps the pod running until it has ended too.
        var stopped = containers.Concat(init).All(container => container.At("state", "running") is null);
        if (!stopped || policy == "Always")
        {
            return "Running";
        }

        return containers.TrueForAll(HasSucceeded) ? "Succeeded"
            : policy == "Never" ? "Failed"
            : "Running";
    }

    private static bool HasSucceeded(JsonObject container) => container.Whole("state", "terminated", "exitCode") == 0;

    private static bool HasFailed(JsonObject container) => container.Whole("state", "terminated", "exitCode") is > 0;

    private static void Say(JsonObject condition, string name, string? text)
    {
        condition.Remove(name);
        if (text is not null)
        {
            condition[name] = text;
        }
    }
}
