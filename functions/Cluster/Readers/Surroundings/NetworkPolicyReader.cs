using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads the network policies that select the pods. They add up: what one does not let through another may.</summary>
internal static class NetworkPolicyReader
{
    private const int LongestEffect = 200;

    public static Task<IReadOnlyList<PolicyView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<PolicyView>>(EvidencePart.Policies, [], async () =>
    {
        var selecting = (await scene.HereAsync(Kinds.NetworkPolicy)).Where(policy => SelectorText.Matches(policy.At("spec", "podSelector"), scene.PodLabels)).ToList();
        return [.. Views(scene, selecting, "Ingress").Concat(Views(scene, selecting, "Egress"))];
    });

    private static IEnumerable<PolicyView> Views(Scene scene, List<JsonObject> policies, string way)
    {
        var restricting = policies.Where(policy => Types(policy).Contains(way)).ToList();
        if (restricting.SelectMany(policy => Rules(policy, way)).Any(LetsEverythingThrough))
        {
            yield break;
        }

        var isClosed = restricting.TrueForAll(policy => !Rules(policy, way).Any());
        foreach (var policy in restricting)
        {
            var change = ManagedFields.Latest(policy);
            yield return new PolicyView(scene.Ref(policy), Kind(way, isClosed), Effect(policy, way, isClosed).Clip(LongestEffect), change.At, change.Manager);
        }
    }

    private static PolicyEffect Kind(string way, bool isClosed) => (way, isClosed) switch
    {
        ("Ingress", true) => PolicyEffect.DeniesIngress,
        ("Ingress", false) => PolicyEffect.RestrictsIngress,
        (_, true) => PolicyEffect.DeniesEgress,
        (_, false) => PolicyEffect.RestrictsEgress,
    };

    private static string Effect(JsonObject policy, string way, bool isClosed)
    {
        var (word, peers) = way == "Ingress" ? ("ingress", "from") : ("egress", "to");
        var rules = Rules(policy, way).ToList();
        return rules.Count == 0
            ? isClosed ? $"denies all {word}" : $"denies all {word} but what other policies let through"
            : $"lets {word} through only {string.Join("; ", rules.Select(rule => Rule(rule, peers)))}";
    }

    // What is not written is the cluster's own default: ingress always, egress where it has rules.
    private static IEnumerable<string> Types(JsonObject policy) => policy.At("spec", "policyTypes") is JsonArray { Count: > 0 } types
        ? types.Select(type => type?.ToString() ?? "")
        : policy.Items("spec", "egress").Any() ? ["Ingress", "Egress"] : ["Ingress"];

    private static IEnumerable<JsonObject> Rules(JsonObject policy, string way) => policy.Items("spec", way.ToLowerInvariant());

    private static bool LetsEverythingThrough(JsonObject rule) => !rule.Items("from").Any() && !rule.Items("to").Any() && !rule.Items("ports").Any();

    private static string Rule(JsonObject rule, string peers)
    {
        var who = string.Join(" or ", rule.Items(peers).Select(Peer).DefaultIfEmpty("anybody"));
        var ports = string.Join(",", rule.Items("ports").Select(port => $"{port.NumberOrText("port") ?? "any"}"));
        return ports.Length == 0 ? $"{peers} {who}" : $"{peers} {who} on port {ports}";
    }

    private static string Peer(JsonObject peer) => (peer.Text("ipBlock", "cidr"), peer.At("namespaceSelector"), peer.At("podSelector")) switch
    {
        ({ } block, _, _) => block,
        (_, { } spaces, null) => $"namespaces {SelectorText.Of(spaces)}",
        (_, { } spaces, { } pods) => $"pods {SelectorText.Of(pods)} of namespaces {SelectorText.Of(spaces)}",
        (_, _, { } pods) => $"pods {SelectorText.Of(pods)}",
        _ => "anybody",
    };
}
