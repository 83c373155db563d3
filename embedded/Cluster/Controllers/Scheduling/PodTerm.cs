using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>
/// One term of a pod's affinity or anti-affinity: other pods, by labels and namespaces, and the label of nodes that says what counts as the same place.
/// </summary>
internal sealed record PodTerm(LabelSelector Pods, IReadOnlyList<string> Namespaces, LabelSelector NamespaceLabels, string TopologyKey, int Weight)
{
    private const string Now = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Rather = "preferredDuringSchedulingIgnoredDuringExecution";

    public static IReadOnlyList<PodTerm> Required(JsonObject pod, string affinity) =>
        pod.At("spec", "affinity", affinity) is { } terms ? [.. terms.Objects(Now).Select(term => Read(pod, term, weight: 0))] : [];

    public static IReadOnlyList<PodTerm> Preferred(JsonObject pod, string affinity) =>
        pod.At("spec", "affinity", affinity) is { } terms ? [.. terms.Objects(Rather).Select(term => Read(pod, term["podAffinityTerm"]!, term.Count("weight")))] : [];

    /// <summary>Whether the term speaks of a pod with these labels in this namespace.</summary>
    public bool Matches(string? ns, IReadOnlyDictionary<string, string> labels, INamespaceLabels namespaces) =>
        Pods.Matches(labels) && (Namespaces.Contains(ns) || (NamespaceLabels != LabelSelector.Nothing && NamespaceLabels.Matches(namespaces.Of(ns))));

    private static PodTerm Read(JsonObject pod, JsonNode term, int weight)
    {
        var named = term.Texts("namespaces").ToList();
        var byLabels = term.At("namespaceSelector") is { } selector ? LabelSelector.Of(selector) : LabelSelector.Nothing;
        IReadOnlyList<string> own = named.Count == 0 && term.At("namespaceSelector") is null ? [pod.Namespace()!] : named;
        return new(WithOwnLabels(pod, term, LabelSelector.Of(term["labelSelector"])), own, byLabels, term.Text("topologyKey") ?? "", weight);
    }

    /// <summary>Narrows a selector to pods that share some labels with this one, such as those of the same revision.</summary>
    public static LabelSelector WithOwnLabels(JsonObject pod, JsonNode term, LabelSelector selector)
    {
        foreach (var name in term.Texts("matchLabelKeys"))
        {
            selector = pod.Label(name) is { } value ? selector.And(name, value) : selector;
        }

        return selector;
    }
}

/// <summary>Tells the labels of namespaces.</summary>
internal interface INamespaceLabels
{
    IReadOnlyDictionary<string, string> Of(string? ns);
}
