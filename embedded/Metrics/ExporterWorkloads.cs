using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>Deployments, ReplicaSets, StatefulSets and DaemonSets as kube-state-metrics shows them.</summary>
internal static class ExporterWorkloads
{
    public static void WriteReplicaSet(ExporterFamilies families, JsonObject set)
    {
        var owner = set.ControllerReference();
        (string, string?)[] who = [("namespace", set.Namespace()), ("replicaset", set.Name())];
        families.Gauge(
            "kube_replicaset_owner", "Information about the ReplicaSet's owner.", 1,
            [.. who, ("owner_kind", owner.Text("kind")), ("owner_name", owner.Text("name")), ("owner_is_controller", owner is null ? "" : "true")]);
        families.Gauge("kube_replicaset_spec_replicas", "Number of desired pods for a ReplicaSet.", set.Replicas(), who);
        families.Gauge("kube_replicaset_status_replicas", "The number of replicas per ReplicaSet.", set.Count("status", "replicas"), who);
        families.Gauge("kube_replicaset_status_ready_replicas", "The number of ready replicas per ReplicaSet.", set.Count("status", "readyReplicas"), who);
    }

    public static void WriteStatefulSet(ExporterFamilies families, JsonObject set)
    {
        (string, string?)[] who = [("namespace", set.Namespace()), ("statefulset", set.Name())];
        families.Gauge("kube_statefulset_replicas", "Number of desired pods for a StatefulSet.", set.Replicas(), who);
        families.Gauge("kube_statefulset_status_replicas", "The number of replicas per StatefulSet.", set.Count("status", "replicas"), who);
        families.Gauge("kube_statefulset_status_replicas_ready", "The number of ready replicas per StatefulSet.", set.Count("status", "readyReplicas"), who);
        families.Gauge("kube_statefulset_status_replicas_updated", "The number of updated replicas per StatefulSet.", set.Count("status", "updatedReplicas"), who);
    }

    public static void WriteDaemonSet(ExporterFamilies families, JsonObject set)
    {
        (string, string?)[] who = [("namespace", set.Namespace()), ("daemonset", set.Name())];
        families.Gauge(
            "kube_daemonset_status_desired_number_scheduled", "The number of nodes that should be running the daemon pod.",
            set.Count("status", "desiredNumberScheduled"), who);
        families.Gauge(
            "kube_daemonset_status_number_ready", "The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and ready.",
            set.Count("status", "numberReady"), who);
    }

    public static void WriteDeployment(ExporterFamilies families, JsonObject deployment)
    {
        (string, string?)[] who = [("namespace", deployment.Namespace()), ("deployment", deployment.Name())];
        families.Gauge("kube_deployment_created", "Unix creation timestamp", deployment.Created().ToUnixTimeSeconds(), who);
        families.Gauge("kube_deployment_spec_replicas", "Number of desired pods for a deployment.", deployment.Replicas(), who);
        families.Gauge("kube_deployment_spec_paused", "Whether the deployment is paused and will not be processed by the deployment controller.", deployment.Is("spec", "paused") ? 1 : 0, who);
        Count("kube_deployment_status_replicas", "The number of replicas per deployment.", "replicas");
        Count("kube_deployment_status_replicas_ready", "The number of ready replicas per deployment.", "readyReplicas");
        Count("kube_deployment_status_replicas_available", "The number of available replicas per deployment.", "availableReplicas");
        Count("kube_deployment_status_replicas_unavailable", "The number of unavailable replicas per deployment.", "unavailableReplicas");
        Count("kube_deployment_status_replicas_updated", "The number of updated replicas per deployment.", "updatedReplicas");
        Count("kube_deployment_status_observed_generation", "The generation observed by the deployment controller.", "observedGeneration");
        families.Gauge(
            "kube_deployment_metadata_generation", "Sequence number representing a specific generation of the desired state.", deployment.Count("metadata", "generation"), who);
        foreach (var condition in deployment.Objects("status", "conditions"))
        {
            families.Condition(
                "kube_deployment_status_condition", "The current status conditions of a deployment.", condition.Text("status"),
                [.. who, ("condition", condition.Text("type")), ("reason", condition.Text("reason"))]);
        }

        void Count(string metric, string help, string field) => families.Gauge(metric, help, deployment.Count("status", field), who);
    }
}
