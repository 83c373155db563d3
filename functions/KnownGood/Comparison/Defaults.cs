using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>
/// Fills in what an API server fills in, so that a field which somebody wrote out and the same field left away are one. The values are those of the Kubernetes API
/// reference.
/// </summary>
internal static class Defaults
{
    /// <summary>Flags that mean the same when they are false and when they are not there.</summary>
    private static readonly string[] FalseIsNothing =
        ["readOnly", "hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "paused", "suspend", "immutable", "publishNotReadyAddresses", "optional", "globalDefault"];

    /// <summary>Volumes of files whose mode has a default.</summary>
    private static readonly string[] Files = ["configMap", "secret", "projected", "downwardAPI"];

    public static void Fill(JsonObject target)
    {
        var spec = target["spec"] as JsonObject;
        switch (target.Text("kind"))
        {
            case "Deployment": Deployment(spec!); break;
            case "StatefulSet": StatefulSet(spec!); break;
            case "DaemonSet": DaemonSet(spec!); break;
            case "Service": Service(spec!); break;
            case "HorizontalPodAutoscaler": Set(spec!, ("minReplicas", 1)); break;
            case "PersistentVolumeClaim": Set(spec!, ("volumeMode", "Filesystem")); break;
            case "PriorityClass": Set(target, ("preemptionPolicy", "PreemptLowerPriority")); break;
            case "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration": Webhooks(target); break;
            case "NetworkPolicy": Ports(spec); break;
        }

        if (spec.At("template") is JsonObject template)
        {
            PodTemplate(template);
        }

        DropFalse(target);
    }

    private static void Deployment(JsonObject spec)
    {
        Set(spec, ("replicas", 1), ("revisionHistoryLimit", 10), ("progressDeadlineSeconds", 600));
        RollingUpdate(spec, "strategy", ("maxSurge", "25%"), ("maxUnavailable", "25%"));
    }

    private static void StatefulSet(JsonObject spec)
    {
        Set(spec, ("replicas", 1), ("revisionHistoryLimit", 10), ("podManagementPolicy", "OrderedReady"));
        RollingUpdate(spec, "updateStrategy", ("partition", 0));
        Set(Within(spec, "persistentVolumeClaimRetentionPolicy"), ("whenDeleted", "Retain"), ("whenScaled", "Retain"));
        foreach (var claim in spec.Items("volumeClaimTemplates"))
        {
            claim.Remove("status");
            (claim["metadata"] as JsonObject)?.Remove("creationTimestamp");
            Set(Within(claim, "spec"), ("volumeMode", "Filesystem"));
        }
    }

    private static void DaemonSet(JsonObject spec)
    {
        Set(spec, ("revisionHistoryLimit", 10));
        RollingUpdate(spec, "updateStrategy", ("maxSurge", 0), ("maxUnavailable", 1));
    }

    private static void RollingUpdate(JsonObject spec, string field, params (string Field, JsonNode Value)[] terms)
    {
        var strategy = Within(spec, field);
        Set(strategy, ("type", "RollingUpdate"));
        if (strategy.Text("type") == "RollingUpdate")
        {
            Set(Within(strategy, "rollingUpdate"), terms);
        }
    }

    private static void Service(JsonObject spec)
    {
        Set(spec, ("type", "ClusterIP"), ("sessionAffinity", "None"), ("internalTrafficPolicy", "Cluster"));
        foreach (var port in spec.Items("ports"))
        {
            Set(port, ("protocol", "TCP"));
            port["targetPort"] ??= port["port"]?.DeepClone();
        }
    }

    private static void Webhooks(JsonObject target)
    {
        foreach (var webhook in target.Items("webhooks"))
        {
            Set(webhook, ("matchPolicy", "Equivalent"), ("timeoutSeconds", 10), ("failurePolicy", "Fail"));
            (webhook["clientConfig"] as JsonObject)?.Remove("caBundle");
            foreach (var rule in webhook.Items("rules"))
            {
                Set(rule, ("scope", "*"));
            }
        }
    }

    private static void Ports(JsonObject? spec)
    {
        foreach (var port in spec.Items("ingress").Concat(spec.Items("egress")).SelectMany(rule => rule.Items("ports")))
        {
            Set(port, ("protocol", "TCP"));
        }
    }

    private static void PodTemplate(JsonObject template)
    {
        if (template["spec"] is not JsonObject spec)
        {
            return;
        }

        Set(spec, ("restartPolicy", "Always"), ("dnsPolicy", "ClusterFirst"), ("schedulerName", "default-scheduler"), ("terminationGracePeriodSeconds", 30), ("enableServiceLinks", true));
        spec.Remove("serviceAccount"); // another name for serviceAccountName
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            ContainerDefaults.Fill(container);
        }

        foreach (var volume in spec.Items("volumes"))
        {
            Modes(volume);
        }
    }

    private static void Modes(JsonObject volume)
    {
        foreach (var source in Files.Select(name => volume[name]).OfType<JsonObject>())
        {
            Set(source, ("defaultMode", 420));
        }
    }

    private static void DropFalse(JsonNode? node)
    {
        foreach (var child in node is JsonArray list ? list : (node as JsonObject)?.Select(field => field.Value) ?? [])
        {
            DropFalse(child);
        }

        foreach (var name in node is JsonObject fields ? FalseIsNothing.Where(name => fields[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && !flag).ToList() : [])
        {
            ((JsonObject)node!).Remove(name);
        }
    }

    private static JsonObject Within(JsonObject target, string field)
    {
        if (target[field] is not JsonObject inner)
        {
            target[field] = inner = [];
        }

        return inner;
    }

    /// <summary>Sets those that are not set.</summary>
    internal static void Set(JsonObject target, params ReadOnlySpan<(string Field, JsonNode Value)> defaults)
    {
        foreach (var (field, value) in defaults)
        {
            target[field] ??= value;
        }
    }
}
