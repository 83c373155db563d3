using System.Text.Json.Nodes;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>What keeps a copy to itself: a policy that lets nobody in from outside, and a quota.</summary>
internal static class CopyBounds
{
    public static IEnumerable<(ResourceKind Kind, JsonObject Manifest)> Of(CopyStamp stamp, EnvironmentSpec spec)
    {
        if (spec.Bounds.NoTraffic || spec.Bounds.ClosedEgress)
        {
            yield return (Kinds.NetworkPolicy, Policy(stamp, spec.Bounds));
        }

        yield return (Kinds.ResourceQuota, Quota(stamp, spec));
    }

    private static JsonObject Policy(CopyStamp stamp, EnvironmentBounds bounds)
    {
        var types = new JsonArray();
        var spec = new JsonObject { ["podSelector"] = new JsonObject(), ["policyTypes"] = types };
        if (bounds.NoTraffic)
        {
            types.Add("Ingress");
            spec["ingress"] = new JsonArray(new JsonObject { ["from"] = new JsonArray(Neighbours()) });
        }

        if (bounds.ClosedEgress)
        {
            types.Add("Egress");
            var dns = new JsonArray(new JsonObject { ["port"] = 53, ["protocol"] = "UDP" }, new JsonObject { ["port"] = 53, ["protocol"] = "TCP" });
            spec["egress"] = new JsonArray(new JsonObject { ["to"] = new JsonArray(Neighbours()) }, new JsonObject { ["ports"] = dns });
        }

        var policy = stamp.Make(Kinds.NetworkPolicy, EnvironmentNames.NetworkPolicy);
        policy["spec"] = spec;
        return policy;
    }

    /// <summary>All pods of the same namespace.</summary>
    private static JsonObject Neighbours() => new() { ["podSelector"] = new JsonObject() };

    /// <summary>Unless it says otherwise, as many pods as a rollout of all its workloads at once needs. A DaemonSet has as many as there are nodes.</summary>
    private static JsonObject Quota(CopyStamp stamp, EnvironmentSpec spec)
    {
        var hard = new JsonObject { ["services.loadbalancers"] = "0", ["services.nodeports"] = "0", ["persistentvolumeclaims"] = "0" };
        var pods = spec.Bounds.Pods ?? (spec.Workloads.Any(workload => workload.Kind == Kinds.DaemonSet.Kind) ? null : spec.Workloads.Sum(workload => (2 * workload.Replicas) + 1));
        foreach (var (name, bound) in new[] { ("pods", $"{pods}"), ("requests.cpu", spec.Bounds.Cpu), ("requests.memory", spec.Bounds.Memory) })
        {
            if (!string.IsNullOrEmpty(bound))
            {
                hard[name] = bound;
            }
        }

        var quota = stamp.Make(Kinds.ResourceQuota, EnvironmentNames.Quota);
        quota["spec"] = new JsonObject { ["hard"] = hard };
        return quota;
    }
}
