using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>Pods and their containers as kube-state-metrics shows them.</summary>
internal static class ExporterPods
{
    private static readonly string[] Phases = ["Pending", "Succeeded", "Failed", "Unknown", "Running"];

    public static void Write(ExporterFamilies families, JsonObject pod)
    {
        var (ns, name, uid) = (pod.Namespace(), pod.Name(), pod.Uid());
        var owner = pod.ControllerReference();
        families.Gauge(
            "kube_pod_info", "Information about pod.", 1,
            ("namespace", ns), ("pod", name), ("uid", uid), ("host_ip", pod.Text("status", "hostIP")), ("pod_ip", pod.Text("status", "podIP")),
            ("node", pod.Text("spec", "nodeName")), ("created_by_kind", owner.Text("kind")), ("created_by_name", owner.Text("name")));
        families.Gauge(
            "kube_pod_owner", "Information about the Pod's owner.", 1,
            ("namespace", ns), ("pod", name), ("uid", uid), ("owner_kind", owner.Text("kind")), ("owner_name", owner.Text("name")),
            ("owner_is_controller", owner is null ? "" : "true"));
        families.Gauge("kube_pod_created", "Unix creation timestamp", pod.Created().ToUnixTimeSeconds(), ("namespace", ns), ("pod", name), ("uid", uid));
        foreach (var phase in Phases)
        {
            var isIn = pod.Text("status", "phase") == phase;
            families.Gauge("kube_pod_status_phase", "The pods current phase.", isIn ? 1 : 0, ("namespace", ns), ("pod", name), ("uid", uid), ("phase", phase));
        }

        WriteCondition(families, pod, "kube_pod_status_ready", "Describes whether the pod is ready to serve requests.", "Ready");
        WriteCondition(families, pod, "kube_pod_status_scheduled", "Describes the status of the scheduling process for the pod.", "PodScheduled");
        foreach (var status in pod.Objects("status", "containerStatuses"))
        {
            WriteStatus(families, pod, status);
        }

        foreach (var container in pod.Objects("spec", "containers"))
        {
            WriteResources(families, pod, container, "requests");
            WriteResources(families, pod, container, "limits");
        }
    }

    private static void WriteCondition(ExporterFamilies families, JsonObject pod, string metric, string help, string type)
    {
        foreach (var value in (ReadOnlySpan<string>)["true", "false", "unknown"])
        {
            var status = pod.Condition(type).Text("status");
            var holds = string.Equals(status, value, StringComparison.OrdinalIgnoreCase);
            families.Gauge(metric, help, holds ? 1 : 0, ("namespace", pod.Namespace()), ("pod", pod.Name()), ("uid", pod.Uid()), ("condition", value));
        }
    }

    private static void WriteStatus(ExporterFamilies families, JsonObject pod, JsonObject status)
    {
        var (ns, name, uid, container) = (pod.Namespace(), pod.Name(), pod.Uid(), status.Text("name"));
        families.Gauge(
            "kube_pod_container_info", "Information about a container in a pod.", 1,
            ("namespace", ns), ("pod", name), ("uid", uid), ("container", container), ("image", status.Text("image")), ("image_id", status.Text("imageID")),
            ("container_id", status.Text("containerID")));
        families.Counter(
            "kube_pod_container_status_restarts_total", "The number of container restarts per container.", status.Count("restartCount"),
            ("namespace", ns), ("pod", name), ("uid", uid), ("container", container));
        Flag("kube_pod_container_status_ready", "Describes whether the containers readiness check succeeded.", status.Is("ready"));
        Flag("kube_pod_container_status_running", "Describes whether the container is currently in running state.", status.At("state", "running") is not null);
        Flag("kube_pod_container_status_waiting", "Describes whether the container is currently in waiting state.", status.At("state", "waiting") is not null);
        Flag("kube_pod_container_status_terminated", "Describes whether the container is currently in terminated state.", status.At("state", "terminated") is not null);
        Reason("kube_pod_container_status_waiting_reason", "Describes the reason the container is currently in waiting state.", "state", "waiting");
        Reason("kube_pod_container_status_terminated_reason", "Describes the reason the container is currently in terminated state.", "state", "terminated");
        Reason("kube_pod_container_status_last_terminated_reason", "Describes the last reason the container was in terminated state.", "lastState", "terminated");

        void Flag(string metric, string help, bool holds) =>
            families.Gauge(metric, help, holds ? 1 : 0, ("namespace", ns), ("pod", name), ("uid", uid), ("container", container));

        void Reason(string metric, string help, string which, string state)
        {
            if (status.Text(which, state, "reason") is { } reason)
            {
                families.Gauge(metric, help, 1, ("namespace", ns), ("pod", name), ("uid", uid), ("container", container), ("reason", reason));
            }
        }
    }

    private static void WriteResources(ExporterFamilies families, JsonObject pod, JsonObject container, string which)
    {
        foreach (var resource in container.TextMap("resources", which).Keys)
        {
            families.Gauge(
                $"kube_pod_container_resource_{which}", $"The number of requested {(which == "limits" ? "limit" : "request")} resource by a container.",
                container.Amount("resources", which, resource),
                ("namespace", pod.Namespace()), ("pod", pod.Name()), ("uid", pod.Uid()), ("container", container.Text("name")),
                ("node", pod.Text("spec", "nodeName")), ("resource", resource), ("unit", resource == "memory" ? "byte" : "core"));
        }
    }
}
