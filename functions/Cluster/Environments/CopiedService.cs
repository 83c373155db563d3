using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Cluster.Environments;

/// <summary>A Service of a copy: it selects the same pods under the same ports, has addresses of its own, and none outside of the cluster.</summary>
internal static class CopiedService
{
    private static readonly string[] Kept = ["ports", "selector", "sessionAffinity", "sessionAffinityConfig", "publishNotReadyAddresses"];

    public static void Shape(JsonObject service)
    {
        var source = service["spec"] as JsonObject ?? [];
        var spec = new JsonObject { ["type"] = "ClusterIP" };
        foreach (var field in Kept.Where(source.ContainsKey))
        {
            spec[field] = source[field]?.DeepClone();
        }

        if (source.Text("clusterIP") == "None")
        {
            spec["clusterIP"] = "None";
        }

        foreach (var port in spec.Items("ports"))
        {
            port.Remove("nodePort");
        }

        service["spec"] = spec;
    }
}
