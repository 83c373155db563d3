using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Networking.Policies;

/// <summary>
/// NetworkPolicies: once a pod is selected for a direction, only what some rule allows gets through; the rest is dropped, and the caller waits for nothing.
/// Pods on the network of their node are not concerned.
/// </summary>
internal sealed class NetworkPolicyCondition(ObjectStore store) : IHopCondition
{
    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop) => Allows(hop, hop.To, "Ingress") && (hop.From is null || Allows(hop, hop.From, "Egress"))
        ? HopConditions.Clear
        : new HopConditions { Lost = 1 };

    private bool Allows(Hop hop, JsonObject pod, string direction)
    {
        if (pod.Is("spec", "hostNetwork") || ReferenceEquals(hop.From, hop.To))
        {
            return true;
        }

        var policies = store.List("networking.k8s.io", "networkpolicies", pod.Namespace())
            .Where(policy => Directions(policy).Contains(direction) && LabelSelector.From(policy.Child("spec", "podSelector")).Matches(pod))
            .ToList();
        return policies.Count == 0 || policies.Exists(policy => policy.Objects("spec", direction.ToLowerInvariant()).Any(rule => Matches(hop, policy, rule, direction)));
    }

    private static List<string> Directions(JsonObject policy)
    {
        var stated = policy.Texts("spec", "policyTypes").ToList();
        return stated.Count > 0 ? stated : policy.At("spec", "egress") is null ? ["Ingress"] : ["Ingress", "Egress"];
    }

    private bool Matches(Hop hop, JsonObject policy, JsonObject rule, string direction)
    {
        var isIngress = direction == "Ingress";
        var peers = rule.Objects(isIngress ? "from" : "to").ToList();
        var ports = rule.Objects("ports").ToList();
        var other = isIngress ? hop.From : hop.To;
        return (peers.Count == 0 || peers.Exists(peer => PolicyPeer.Matches(store, policy.Namespace(), peer, other)))
            && (ports.Count == 0 || ports.Exists(port => PolicyPort.Matches(port, hop)));
    }
}
