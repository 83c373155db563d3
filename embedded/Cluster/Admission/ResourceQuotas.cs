using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Quotas: what a namespace's pods and objects add up to, and the refusal of what would exceed it.</summary>
internal static class ResourceQuotas
{
    private static readonly string[] Computed = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>Refuses a pod that does not fit into every quota of its namespace.</summary>
    public static void Charge(ObjectStore store, ObjectKey key, JsonObject pod)
    {
        foreach (var quota in store.List("", "resourcequotas", key.Namespace))
        {
            var hard = quota.Child("spec", "hard") ?? [];
            var asked = Demand(pod);
            RefuseUnstated(key, quota, hard, asked);
            var used = Used(store, quota);
            var over = hard
                .Where(limit => asked.GetValueOrDefault(limit.Key) is > 0 and var more && used.GetValueOrDefault(limit.Key) + more > (Quantity.Parse(limit.Value?.ToString()) ?? 0))
                .Select(limit => limit.Key)
                .ToList();
            if (over.Count > 0)
            {
                var why = $"exceeded quota: {quota.Name()}, requested: {List(over, asked)}, used: {List(over, used)}, "
                    + $"limited: {string.Join(',', over.Select(name => $"{name}={hard[name]}"))}";
                throw ApiStatusException.Forbidden(key, why);
            }
        }
    }

    /// <summary>What the namespace uses of everything the quota limits.</summary>
    public static IReadOnlyDictionary<string, decimal> Used(ObjectStore store, JsonObject quota)
    {
        var ns = quota.Namespace();
        var used = (quota.Child("spec", "hard") ?? []).ToDictionary(limit => limit.Key, _ => 0m);
        foreach (var (name, amount) in store.List("", "pods", ns).Where(IsCounted).SelectMany(Demand).Where(demand => used.ContainsKey(demand.Key)))
        {
            used[name] += amount;
        }

        foreach (var name in used.Keys.Where(name => !Demand([]).ContainsKey(name)).ToList())
        {
            used[name] = CountObjects(store, name, ns);
        }

        return used;
    }

    private static bool IsCounted(JsonObject pod) => pod.Text("status", "phase") is not ("Succeeded" or "Failed");

    private static int CountObjects(ObjectStore store, string name, string? ns)
    {
        var resource = name.StartsWith("count/", StringComparison.Ordinal) ? name["count/".Length..] : name;
        var parts = resource.Split('.', 2);
        return store.List(parts.ElementAtOrDefault(1) ?? "", parts[0], ns).Count;
    }

    private static Dictionary<string, decimal> Demand(JsonObject pod)
    {
        var demand = new Dictionary<string, decimal> { ["pods"] = 1, ["count/pods"] = 1 };
        foreach (var resource in Computed)
        {
            var requests = Sum(pod, "requests", resource);
            demand[resource] = requests;
            demand[$"requests.{resource}"] = requests;
            demand[$"limits.{resource}"] = Sum(pod, "limits", resource);
        }

        return demand;
    }

    private static decimal Sum(JsonObject pod, string kind, string resource) =>
        pod.Items("spec", "containers").Sum(container => Quantity.Parse(container.At("resources", kind, resource)?.ToString()) ?? 0);

    // A pod that does not say what it needs cannot be held against a quota on it.
    private static void RefuseUnstated(ObjectKey key, JsonObject quota, JsonObject hard, Dictionary<string, decimal> asked)
    {
        var unstated = hard.Select(limit => limit.Key)
            .Where(name => Computed.Any(resource => name == resource || name.EndsWith($".{resource}", StringComparison.Ordinal)) && asked.GetValueOrDefault(name) == 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (unstated.Count > 0)
        {
            throw ApiStatusException.Forbidden(key, $"failed quota: {quota.Name()}: must specify {string.Join(',', unstated)}");
        }
    }

    private static string List(IEnumerable<string> names, IReadOnlyDictionary<string, decimal> amounts) =>
        string.Join(',', names.Select(name => $"{name}={Quantity.Format(name, amounts.GetValueOrDefault(name))}"));
}
