using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>
/// What of a workload's declared state its copy has otherwise: as many replicas as asked, no share in the node beyond its pods, no priority over what serves, and empty
/// volumes in place of those that hold data.
/// </summary>
internal static class CopiedWorkload
{
    private static readonly string[] OfTheNode = ["hostNetwork", "hostPID", "hostIPC"];

    /// <summary>Why it cannot be copied without sharing something with what serves; null when it can.</summary>
    public static string? Refusal(JsonObject workload)
    {
        var spec = workload.At("spec", "template", "spec");
        return Array.Find(OfTheNode, field => spec.Flag(field)) is { } shared ? $"It uses {shared}: a copy would share the node's with what runs there."
            : spec.Items("volumes").FirstOrDefault(volume => volume.At("hostPath") is not null) is { } path
                ? $"Its volume {path.Text("name")} is the node's directory {path.Text("hostPath", "path")}: a copy would write where the source does."
            : null;
    }

    /// <summary>Changes the copy it gets. What is different then beside what was asked for, a line each.</summary>
    public static IReadOnlyList<string> Shape(JsonObject workload, int replicas)
    {
        var spec = workload["spec"]!.AsObject();
        var pod = spec["template"]!["spec"]!.AsObject();
        spec.Remove("paused");
        if (workload.Text("kind") != Kinds.DaemonSet.Kind)
        {
            spec["replicas"] = replicas;
        }

        var notes = Unprivileged(pod, workload.Name()).Concat(WithoutData(spec, pod, workload.Name())).ToList();
        (spec["template"]!["metadata"] as JsonObject)?.Remove("creationTimestamp");
        return notes;
    }

    /// <summary>The secrets for pulling images that its service account would give it.</summary>
    public static void PullAs(JsonObject workload, JsonObject? account)
    {
        var pod = workload["spec"]!["template"]!["spec"]!.AsObject();
        var own = pod.Items("imagePullSecrets").Select(secret => secret.Text("name")).ToList();
        foreach (var secret in account.Items("imagePullSecrets").Where(secret => !own.Contains(secret.Text("name"))))
        {
            var pulls = pod["imagePullSecrets"] as JsonArray ?? [];
            pod["imagePullSecrets"] ??= pulls;
            pulls.Add(new JsonObject { ["name"] = secret.Text("name") });
        }
    }

    private static IEnumerable<string> Unprivileged(JsonObject pod, string name)
    {
        pod.Remove("nodeName");
        pod.Remove("priority");
        if (pod.Remove("priorityClassName"))
        {
            yield return $"{name} has no priority class: a copy displaces nothing.";
        }

        var ports = pod.Items("containers").Concat(pod.Items("initContainers")).SelectMany(container => container.Items("ports"));
        if (ports.Where(port => port.Remove("hostPort")).ToList() is { Count: > 0 })
        {
            yield return $"{name} opens no port of its node.";
        }
    }

    private static IEnumerable<string> WithoutData(JsonObject spec, JsonObject pod, string name)
    {
        foreach (var volume in pod.Items("volumes").Where(volume => volume.At("persistentVolumeClaim") is not null))
        {
            volume.Remove("persistentVolumeClaim");
            volume["emptyDir"] = new JsonObject();
            yield return $"Volume {volume.Text("name")} of {name} is empty.";
        }

        spec.Remove("persistentVolumeClaimRetentionPolicy");
        var claims = spec.Items("volumeClaimTemplates").Select(claim => claim.Name()).ToList();
        if (!spec.Remove("volumeClaimTemplates"))
        {
            yield break;
        }

        var volumes = pod["volumes"] as JsonArray ?? [];
        pod["volumes"] ??= volumes;
        foreach (var claim in claims)
        {
            volumes.Add(new JsonObject { ["name"] = claim, ["emptyDir"] = new JsonObject() });
            yield return $"Volume {claim} of {name} is empty.";
        }
    }
}
