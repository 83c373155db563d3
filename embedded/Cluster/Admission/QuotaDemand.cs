using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>What one object counts for in a quota: itself, and what it asks for.</summary>
internal static class QuotaDemand
{
    private static readonly string[] Computed = ["cpu", "memory", "ephemeral-storage"];
    private static readonly string[] Named = ["pods", "services", "configmaps", "secrets", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas"];

    /// <summary>Whether a quota on this name is about pods.</summary>
    public static bool IsOfPods(string name) => name is "pods" or "count/pods" or "cpu" or "memory" or "ephemeral-storage"
        || name.StartsWith("limits.", StringComparison.Ordinal)
        || (name.StartsWith("requests.", StringComparison.Ordinal) && name != "requests.storage");

    /// <summary>The resource of which objects are counted under this name: <c>deployments.apps</c> for <c>count/deployments.apps</c>.</summary>
    public static (string Group, string Plural) Counted(string name)
    {
        var resource = name switch
        {
            "requests.storage" => "persistentvolumeclaims",
            "services.nodeports" or "services.loadbalancers" => "services",
            _ when name.Contains(".storageclass.storage.k8s.io/", StringComparison.Ordinal) => "persistentvolumeclaims",
            _ when name.StartsWith("count/", StringComparison.Ordinal) => name["count/".Length..],
            _ => name,
        };
        var parts = resource.Split('.', 2);
        return (parts.ElementAtOrDefault(1) ?? "", parts[0]);
    }

    public static Dictionary<string, decimal> Of(string group, string plural, JsonObject obj)
    {
        var demand = new Dictionary<string, decimal> { [group.Length == 0 ? $"count/{plural}" : $"count/{plural}.{group}"] = 1 };
        if (group.Length > 0)
        {
            return demand;
        }

        if (Named.Contains(plural))
        {
            demand[plural] = 1;
        }

        switch (plural)
        {
            case "pods":
                OfPod(demand, obj);
                break;
            case "services":
                OfService(demand, obj);
                break;
            case "persistentvolumeclaims":
                OfClaim(demand, obj);
                break;
        }

        return demand;
    }

    /// <summary>The containers that do not say what a quota on this name needs to know.</summary>
    public static IEnumerable<string> Silent(JsonObject pod, string name)
    {
        var (kind, resource) = name.Split('.', 2) is ["limits" or "requests", var asked] ? (name.Split('.')[0], asked) : ("requests", name);
        return Computed.Contains(resource)
            ? pod.Items("spec", "containers").Where(container => container.At("resources", kind, resource) is null).Select(container => container.Text("name") ?? "")
            : [];
    }

    private static void OfPod(Dictionary<string, decimal> demand, JsonObject pod)
    {
        foreach (var kind in new[] { "requests", "limits" })
        {
            foreach (var (resource, value) in pod.Items("spec", "containers").SelectMany(container => container.Child("resources", kind) ?? []))
            {
                var amount = Quantity.Parse(value?.ToString()) ?? 0;
                Add($"{kind}.{resource}", amount);
                if (kind == "requests" && Computed.Contains(resource))
                {
                    Add(resource, amount);
                }
            }
        }

        void Add(string name, decimal amount) => demand[name] = demand.GetValueOrDefault(name) + amount;
    }

    private static void OfService(Dictionary<string, decimal> demand, JsonObject service)
    {
        var type = service.Text("spec", "type");
        demand["services.loadbalancers"] = type == "LoadBalancer" ? 1 : 0;
        demand["services.nodeports"] = type is "NodePort" or "LoadBalancer" && service.Flag("spec", "allocateLoadBalancerNodePorts") != false ? service.Items("spec", "ports").Count() : 0;
    }

    private static void OfClaim(Dictionary<string, decimal> demand, JsonObject claim)
    {
        var size = Quantity.Parse(claim.Text("spec", "resources", "requests", "storage")) ?? 0;
        demand["requests.storage"] = size;
        if (claim.Text("spec", "storageClassName") is { Length: > 0 } storage)
        {
            demand[$"{storage}.storageclass.storage.k8s.io/requests.storage"] = size;
            demand[$"{storage}.storageclass.storage.k8s.io/persistentvolumeclaims"] = 1;
        }
    }
}
