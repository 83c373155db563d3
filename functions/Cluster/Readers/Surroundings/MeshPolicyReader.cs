using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Reads Istio's policies that concern the pods: those of their namespace and of the mesh's root namespace that select them, and those on the gateway that leads to them.
/// </summary>
internal static class MeshPolicyReader
{
    private const string RootNamespace = "istio-system";
    private const int LongestEffect = 200;

    private static readonly string[] Protocols = ["http", "tcp", "tls"];

    public static Task<IReadOnlyList<PolicyView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<PolicyView>>(EvidencePart.Policies, [], async () =>
    {
        if (!await scene.ServesAsync(Kinds.AuthorizationPolicy.Group))
        {
            return [];
        }

        var gateways = await GatewaysAsync(scene);
        var namespaces = gateways.Select(gateway => gateway.Namespace).Append(RootNamespace).Append(scene.Namespace).Distinct().ToList();
        var authorizations = await Task.WhenAll(namespaces.Select(ns => scene.ListAsync(Kinds.AuthorizationPolicy, new ListQuery(ns))));
        var authentications = await Task.WhenAll(new[] { scene.Namespace, RootNamespace }.Distinct().Select(ns => scene.ListAsync(Kinds.PeerAuthentication, new ListQuery(ns))));
        return
        [
            .. authorizations.SelectMany(list => list).Where(policy => Concerns(scene, policy) || gateways.Exists(gateway => IsOn(policy, gateway))).Select(policy => Authorization(scene, policy)).OfType<PolicyView>(),
            .. Closest(scene, authentications.SelectMany(list => list)) is { } policy && policy.Text("spec", "mtls", "mode") == "STRICT" ? [View(scene, policy, PolicyEffect.DemandsMutualTls, "demands mutual TLS")] : Array.Empty<PolicyView>(),
        ];
    });

    private static bool Concerns(Scene scene, JsonObject policy) =>
        (policy.Text("metadata", "namespace") == scene.Namespace || policy.Text("metadata", "namespace") == RootNamespace)
        && scene.PodLabels.Meet(policy.Map("spec", "selector", "matchLabels"));

    private static bool IsOn(JsonObject policy, GatewayPods gateway) => policy.Text("metadata", "namespace") == gateway.Namespace
        && policy.Map("spec", "selector", "matchLabels") is { Count: > 0 } selector && gateway.Labels.Meet(selector);

    // One that selects pods outweighs that of the namespace, and that one the mesh's; of two equal ones the older.
    private static JsonObject? Closest(Scene scene, IEnumerable<JsonObject> policies) => policies
        .Where(policy => Concerns(scene, policy))
        .OrderByDescending(policy => policy.Map("spec", "selector", "matchLabels").Count > 0)
        .ThenByDescending(policy => policy.Text("metadata", "namespace") == scene.Namespace)
        .ThenBy(policy => policy.CreatedAt())
        .FirstOrDefault();

    private static PolicyView? Authorization(Scene scene, JsonObject policy)
    {
        var rules = policy.Items("spec", "rules").ToList();
        var isForAll = rules.Exists(rule => rule.Count == 0);
        return (policy.Text("spec", "action") ?? "ALLOW", rules.Count, isForAll) switch
        {
            ("DENY", > 0, true) => View(scene, policy, PolicyEffect.DeniesIngress, "denies every request"),
            ("DENY", > 0, false) => View(scene, policy, PolicyEffect.DeniesRequests, $"denies {MeshRuleText.Of(rules)}"),
            ("ALLOW", 0, _) => View(scene, policy, PolicyEffect.DeniesIngress, "allows no request"),
            ("ALLOW", _, false) => View(scene, policy, PolicyEffect.RestrictsIngress, $"allows only {MeshRuleText.Of(rules)}"),
            ("CUSTOM", > 0, _) => View(scene, policy, PolicyEffect.RestrictsIngress, $"asks {policy.Text("spec", "provider", "name")} about {MeshRuleText.Of(rules)}"),
            _ => null,
        };
    }

    private static PolicyView View(Scene scene, JsonObject policy, PolicyEffect kind, string effect)
    {
        var change = ManagedFields.Latest(policy);
        return new PolicyView(scene.Ref(policy), kind, effect.Clip(LongestEffect), change.At, change.Manager);
    }

    /// <summary>The pods of gateways by which requests from outside come to a Service of the workload.</summary>
    private static async Task<List<GatewayPods>> GatewaysAsync(Scene scene)
    {
        var services = (await scene.HereAsync(Kinds.Service)).Where(service => ServiceReader.Selects(service, scene.PodLabels)).Select(service => service.Name()).ToHashSet();
        var names = (await scene.HereAsync(Kinds.VirtualService))
            .Where(route => Destinations(route).Any(host => services.Contains(host.Split('.')[0])))
            .SelectMany(route => route.Texts("spec", "gateways"))
            .Where(name => name != "mesh")
            .Select(name => name.Split('/') is [var ns, var own] ? (Namespace: ns, Name: own) : (scene.Namespace, Name: name))
            .Distinct();
        var gateways = await Task.WhenAll(names.Select(name => scene.FindAsync(Kinds.Gateway.Ref(name.Namespace, name.Name))));
        // A gateway's pods may lie in another namespace than its declaration, most often in the mesh's own.
        return [.. gateways.OfType<JsonObject>().SelectMany(gateway => new[] { gateway.Text("metadata", "namespace") ?? "", RootNamespace }.Distinct().Select(ns => new GatewayPods(ns, gateway.Map("spec", "selector"))))];
    }

    private static IEnumerable<string> Destinations(JsonObject route) => Protocols
        .SelectMany(protocol => route.Items("spec", protocol))
        .SelectMany(rule => rule.Items("route"))
        .Select(target => target.Text("destination", "host") ?? "");

    private sealed record GatewayPods(string Namespace, IReadOnlyDictionary<string, string> Labels);
}
