using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>
/// PeerAuthentications: a workload that insists on mutual TLS cuts off callers which the mesh does not have. The narrowest policy decides: of the workload, of
/// its namespace, of the mesh. What comes from outside comes through the gateway, which is in the mesh.
/// </summary>
internal sealed class PeerAuthenticationCondition(ObjectStore store) : IHopCondition
{
    private readonly MeshMembership mesh = new(store);

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop) => hop.From is not null && !mesh.Has(hop.From) && mesh.Has(hop.To) && Mode(hop.To, hop.Port) == "STRICT"
        ? new HopConditions { Refused = 1 }
        : HopConditions.Clear;

    private string Mode(JsonObject pod, int port)
    {
        var policies = store.List("security.istio.io", "peerauthentications").OrderBy(policy => policy.Time("metadata", "creationTimestamp")).ToList();
        var own = policies.Find(policy => policy.Namespace() == pod.Namespace() && IsNarrow(policy) && PolicyScope.Selects(policy, pod));
        var candidates = new[]
        {
            own.Text("spec", "portLevelMtls", port.ToString(CultureInfo.InvariantCulture), "mode"),
            own.Text("spec", "mtls", "mode"),
            policies.Find(policy => policy.Namespace() == pod.Namespace() && !IsNarrow(policy)).Text("spec", "mtls", "mode"),
            policies.Find(policy => policy.Namespace() == PolicyScope.RootNamespace && !IsNarrow(policy)).Text("spec", "mtls", "mode"),
        };
        return Array.Find(candidates, mode => mode is not null and not "UNSET") ?? "PERMISSIVE";
    }

    private static bool IsNarrow(JsonObject policy) => policy.Child("spec", "selector", "matchLabels") is { Count: > 0 };
}
