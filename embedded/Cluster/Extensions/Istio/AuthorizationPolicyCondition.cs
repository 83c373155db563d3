using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>AuthorizationPolicies of workloads in the mesh: what is denied, or not allowed where something is, is answered with 403 at once.</summary>
internal sealed class AuthorizationPolicyCondition(ObjectStore store) : IHopCondition
{
    private readonly MeshMembership mesh = new(store);

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop)
    {
        var policies = store.List("security.istio.io", "authorizationpolicies");
        return policies.Count == 0 || !mesh.Has(hop.To) || Allows(hop, [.. policies.Where(policy => PolicyScope.Contains(store, policy, hop.From, hop.To))])
            ? HopConditions.Clear
            : new HopConditions { Refused = 1 };
    }

    private bool Allows(Hop hop, List<JsonObject> policies)
    {
        var rule = new AuthorizationRule(hop, hop.From is not null && mesh.Has(hop.From));
        var (denying, allowing) = (Of("DENY"), Of("ALLOW"));
        return !denying.Exists(policy => policy.Objects("spec", "rules").Any(rule.Matches))
            && (allowing.Count == 0 || allowing.Exists(policy => policy.Objects("spec", "rules").Any(rule.Matches)));

        List<JsonObject> Of(string action) => policies.FindAll(policy => (policy.Text("spec", "action") ?? "ALLOW") == action);
    }
}
