using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Quotas: what the objects of a namespace add up to, and the refusal of what would exceed it.</summary>
internal static class ResourceQuotas
{
    /// <summary>Refuses a new object that does not fit into every quota of its namespace.</summary>
    public static void Charge(ObjectStore store, ObjectKey key, JsonObject obj) => Charge(store, key, null, obj);

    /// <summary>Refuses a change by which an object would ask for more than there is.</summary>
    public static void Charge(ObjectStore store, ObjectKey key, JsonObject? before, JsonObject after)
    {
        if (key.Namespace is null)
        {
            return;
        }

        foreach (var quota in store.List("", "resourcequotas", key.Namespace).Where(quota => IsAbout(quota, key, after)))
        {
            var hard = quota.Child("spec", "hard") ?? [];
            if (key is { Group: "", Plural: "pods" })
            {
                RefuseSilent(key, quota, hard, after);
            }

            var more = QuotaDemand.Of(key.Group, key.Plural, after);
            foreach (var (name, amount) in before is null ? [] : QuotaDemand.Of(key.Group, key.Plural, before))
            {
                more[name] = more.GetValueOrDefault(name) - amount;
            }

            if (hard.Any(limit => more.GetValueOrDefault(limit.Key) > 0))
            {
                RefuseExcess(key, quota, more, Used(store, quota));
            }
        }
    }

    /// <summary>What the namespace uses of everything the quota limits.</summary>
    public static IReadOnlyDictionary<string, decimal> Used(ObjectStore store, JsonObject quota)
    {
        var used = (quota.Child("spec", "hard") ?? []).ToDictionary(limit => limit.Key, _ => 0m);
        foreach (var resource in used.Keys.Select(name => QuotaDemand.IsOfPods(name) ? ("", "pods") : QuotaDemand.Counted(name)).Distinct().ToList())
        {
            foreach (var obj in store.List(resource.Item1, resource.Item2, quota.Namespace()).Where(obj => IsCounted(quota, resource, obj)))
            {
                foreach (var (name, amount) in QuotaDemand.Of(resource.Item1, resource.Item2, obj).Where(demand => used.ContainsKey(demand.Key)))
                {
                    used[name] += amount;
                }
            }
        }

        return used;
    }

    private static bool IsAbout(JsonObject quota, ObjectKey key, JsonObject obj) =>
        key is { Group: "", Plural: "pods" } ? QuotaScopes.Take(quota, obj) : !QuotaScopes.Any(quota);

    private static bool IsCounted(JsonObject quota, (string Group, string Plural) resource, JsonObject obj) => resource is not ("", "pods")
        ? !QuotaScopes.Any(quota)
        : obj.Text("status", "phase") is not ("Succeeded" or "Failed") && QuotaScopes.Take(quota, obj);

    private static void RefuseExcess(ObjectKey key, JsonObject quota, Dictionary<string, decimal> more, IReadOnlyDictionary<string, decimal> used)
    {
        var hard = quota.Child("spec", "hard")!;
        var over = hard
            .Where(limit => more.GetValueOrDefault(limit.Key) > 0 && used[limit.Key] + more[limit.Key] > (Quantity.Parse(limit.Value?.ToString()) ?? 0))
            .Select(limit => limit.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (over.Count > 0)
        {
            var limited = string.Join(',', over.Select(name => $"{name}={hard[name]}"));
            throw ApiStatusException.Forbidden(key, $"exceeded quota: {quota.Name()}, requested: {List(over, more)}, used: {List(over, used)}, limited: {limited}");
        }
    }

    // A pod that does not say what it needs cannot be held against a quota on it.
    private static void RefuseSilent(ObjectKey key, JsonObject quota, JsonObject hard, JsonObject pod)
    {
        var unstated = hard.Select(limit => (Name: limit.Key, Containers: QuotaDemand.Silent(pod, limit.Key).Distinct().Order(StringComparer.Ordinal).ToList()))
            .Where(limit => limit.Containers.Count > 0)
            .OrderBy(limit => limit.Name, StringComparer.Ordinal)
            .Select(limit => $"{limit.Name} for: {string.Join(',', limit.Containers)}")
            .ToList();
        if (unstated.Count > 0)
        {
            throw ApiStatusException.Forbidden(key, $"failed quota: {quota.Name()}: must specify {string.Join("; ", unstated)}");
        }
    }

    private static string List(IEnumerable<string> names, IReadOnlyDictionary<string, decimal> amounts) =>
        string.Join(',', names.Select(name => $"{name}={Quantity.Format(name, amounts.GetValueOrDefault(name))}"));
}
