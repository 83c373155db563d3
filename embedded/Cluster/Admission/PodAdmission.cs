using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>
/// What every new pod goes through, whoever creates it: service account, priority, tolerations, the namespace's limit ranges and
/// its quotas.
/// </summary>
internal sealed class PodAdmission(ObjectStore store)
{
    private const int TolerationSeconds = 300;
    private static readonly string[] NodeTrouble = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    /// <summary>Completes the pod in place, or refuses it.</summary>
    public void Admit(ObjectKey key, JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] ??= spec.Text("serviceAccountName");
        SetPriority(key, spec);
        SetTolerations(spec);
        LimitRanges.ApplyToPod(store, key, spec);
        PodRules.Complete(pod);
    }

    private void SetPriority(ObjectKey key, JsonObject spec)
    {
        var classes = store.List("scheduling.k8s.io", "priorityclasses");
        var name = spec.Text("priorityClassName");
        var found = string.IsNullOrEmpty(name)
            ? classes.FirstOrDefault(priority => priority.Flag("globalDefault") == true)
            : classes.FirstOrDefault(priority => priority.Name() == name)
                ?? (name.StartsWith("system-", StringComparison.Ordinal) ? null : throw ApiStatusException.Forbidden(key, $"no PriorityClass with name {name} was found"));
        if (found is not null)
        {
            spec["priorityClassName"] = found.Name();
        }

        spec["priority"] ??= found.Number("value") ?? (name?.StartsWith("system-", StringComparison.Ordinal) == true ? 2_000_000_000 : 0);
        spec["preemptionPolicy"] ??= found.Text("preemptionPolicy") ?? "PreemptLowerPriority";
    }

    private static void SetTolerations(JsonObject spec)
    {
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        foreach (var taint in NodeTrouble.Where(taint => !tolerations.Any(known => known.Text("key") is null || known.Text("key") == taint)).ToList())
        {
            tolerations.Add(new JsonObject { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = TolerationSeconds });
        }

        if (spec["tolerations"] is null)
        {
            spec["tolerations"] = tolerations;
        }
    }
}
