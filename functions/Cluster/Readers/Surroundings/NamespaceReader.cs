using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads the labels of the namespace that change what runs in it: of meshes, of admission, of chaos.</summary>
internal static class NamespaceReader
{
    private const int Most = 20;

    private static readonly string[] Prefixes =
    [
        "istio-injection", "istio.io/", "topology.istio.io/", "pod-security.kubernetes.io/", "linkerd.io/", "kuma.io/", "consul.hashicorp.com/", "chaos-mesh.org/",
        "admission.", "gatekeeper.sh/", "kyverno.io/", "policies.kyverno.io/", "vault.hashicorp.com/", "dapr.io/",
    ];

    public static Task<IReadOnlyDictionary<string, string>> LabelsAsync(Scene scene) => scene.PartAsync<IReadOnlyDictionary<string, string>>(EvidencePart.Namespace, new Dictionary<string, string>(), async () =>
        (await scene.NamespaceAsync()).Map("metadata", "labels")
            .Where(label => Prefixes.Any(prefix => label.Key.StartsWith(prefix)))
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Take(Most)
            .ToDictionary());
}
