using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>Services, endpoints, nodes and namespaces as kube-state-metrics shows them.</summary>
internal static class ExporterCluster
{
    public static void WriteService(ExporterFamilies families, JsonObject service)
    {
        families.Gauge(
            "kube_service_info", "Information about service.", 1,
            ("namespace", service.Namespace()), ("service", service.Name()), ("uid", service.Uid()), ("cluster_ip", service.Text("spec", "clusterIP")));
        families.Gauge(
            "kube_service_spec_type", "Type about service.", 1,
            ("namespace", service.Namespace()), ("service", service.Name()), ("uid", service.Uid()), ("type", service.Text("spec", "type") ?? "ClusterIP"));
    }

    public static void WriteEndpoints(ExporterFamilies families, JsonObject endpoints)
    {
        (string, string?)[] who = [("namespace", endpoints.Namespace()), ("endpoint", endpoints.Name())];
        families.Gauge("kube_endpoint_address_available", "Number of addresses available in endpoint.", Addresses(endpoints, "addresses"), who);
        families.Gauge("kube_endpoint_address_not_ready", "Number of addresses not ready in endpoint.", Addresses(endpoints, "notReadyAddresses"), who);
        WriteAddresses(families, endpoints);
    }

    public static void WriteNamespace(ExporterFamilies families, JsonObject ns)
    {
        foreach (var phase in (ReadOnlySpan<string>)["Active", "Terminating"])
        {
            var isIn = (ns.Text("status", "phase") ?? "Active") == phase;
            families.Gauge("kube_namespace_status_phase", "kubernetes namespace status phase.", isIn ? 1 : 0, ("namespace", ns.Name()), ("phase", phase));
        }
    }

    public static void WriteNode(ExporterFamilies families, JsonObject node)
    {
        var told = node.At("status", "nodeInfo");
        families.Gauge(
            "kube_node_info", "Information about a cluster node.", 1,
            ("node", node.Name()), ("kernel_version", told.Text("kernelVersion")), ("os_image", told.Text("osImage")),
            ("container_runtime_version", told.Text("containerRuntimeVersion")), ("kubelet_version", told.Text("kubeletVersion")),
            ("internal_ip", node.Objects("status", "addresses").FirstOrDefault(address => address.Text("type") == "InternalIP").Text("address")));
        families.Gauge(
            "kube_node_spec_unschedulable", "Whether a node can schedule new pods.", node.Is("spec", "unschedulable") ? 1 : 0, ("node", node.Name()));
        foreach (var condition in node.Objects("status", "conditions"))
        {
            families.Condition(
                "kube_node_status_condition", "The condition of a cluster node.", condition.Text("status"),
                ("node", node.Name()), ("condition", condition.Text("type")));
        }

        foreach (var resource in node.TextMap("status", "allocatable").Keys)
        {
            families.Gauge(
                "kube_node_status_allocatable", "The allocatable for different resources of a node that are available for scheduling.", node.Amount("status", "allocatable", resource),
                ("node", node.Name()), ("resource", resource), ("unit", resource is "memory" or "ephemeral-storage" ? "byte" : resource == "cpu" ? "core" : "integer"));
        }
    }

    /// <summary>One series an address, as kube-state-metrics shows endpoints since it dropped the counts.</summary>
    private static void WriteAddresses(ExporterFamilies families, JsonObject endpoints)
    {
        foreach (var (list, isReady) in ((string, string)[])[("addresses", "true"), ("notReadyAddresses", "false")])
        {
            foreach (var address in endpoints.Objects("subsets").SelectMany(subset => subset.Objects(list)))
            {
                families.Gauge(
                    "kube_endpoint_address", "Information about Endpoint available and non available addresses.", 1,
                    ("namespace", endpoints.Namespace()), ("endpoint", endpoints.Name()), ("ip", address.Text("ip")), ("ready", isReady));
            }
        }
    }

    private static int Addresses(JsonObject endpoints, string list) => endpoints.Objects("subsets").Sum(subset => subset.Objects(list).Count());
}
