using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>Takes out of an object what means nothing for how it works: what the cluster assigns, what is injected, and replicas that an autoscaler decides on.</summary>
internal static class Meaning
{
    /// <summary>Stands for any number of replicas but none: how many, an autoscaler decides.</summary>
    public const string Autoscaled = "autoscaled";

    /// <param name="source">An object of the cluster, or a snapshot of one. It is not changed.</param>
    /// <param name="isAutoscaled">An autoscaler decides on its replicas. None at all is still meant: it switches the autoscaler off.</param>
    public static JsonObject Of(JsonObject source, bool isAutoscaled)
    {
        var meant = Snapshot.Of(source);
        meant.Remove("apiVersion");
        if (meant["metadata"] is JsonObject metadata)
        {
            foreach (var field in metadata.Select(field => field.Key).Except(["labels", "annotations"]).ToList())
            {
                metadata.Remove(field);
            }
        }

        if (meant["spec"] is JsonObject spec)
        {
            DropAssigned(meant.Text("kind") ?? "", spec);
            if (isAutoscaled && spec.Int("replicas") is not 0)
            {
                spec["replicas"] = Autoscaled;
            }

            if (spec["template"] is JsonObject template)
            {
                DropInjected(template);
            }
        }

        Defaults.Fill(meant);
        return meant;
    }

    private static void DropAssigned(string kind, JsonObject spec)
    {
        string[] assigned = kind switch
        {
            "Service" => ["ipFamilies", "ipFamilyPolicy", "healthCheckNodePort", "allocateLoadBalancerNodePorts"],
            "PersistentVolumeClaim" => ["volumeName"],
            "Namespace" => ["finalizers"],
            _ => [],
        };
        foreach (var field in assigned)
        {
            spec.Remove(field);
        }

        if (kind == "Service")
        {
            foreach (var port in spec.Items("ports"))
            {
                port.Remove("nodePort");
            }
        }
    }

    private static void DropInjected(JsonObject template)
    {
        if (template["metadata"] is JsonObject metadata)
        {
            metadata.Remove("creationTimestamp");
            Snapshot.DropNoise(metadata);
        }

        var spec = template["spec"];
        RemoveWhere(spec, "containers", container => Noise.IsInjectedContainer(container.Text("name") ?? ""));
        RemoveWhere(spec, "initContainers", container => Noise.IsInjectedContainer(container.Text("name") ?? ""));
        RemoveWhere(spec, "volumes", volume => Noise.IsInjectedVolume(volume.Text("name") ?? ""));
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            RemoveWhere(container, "volumeMounts", mount => Noise.IsInjectedVolume(mount.Text("name") ?? ""));
        }
    }

    private static void RemoveWhere(JsonNode? parent, string field, Func<JsonObject, bool> goes)
    {
        if (parent.At(field) is JsonArray list)
        {
            list.RemoveAll(item => item is JsonObject element && goes(element));
        }
    }
}
