using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>What a pod that waits demands of a node and what it would like, read once for all nodes.</summary>
internal sealed class PodNeeds
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    private readonly LabelSelector nodeSelector;
    private readonly IReadOnlyList<NodeTerm>? terms;

    public PodNeeds(JsonObject pod)
    {
        Pod = PlacedPod.On("", pod);
        Tolerations = [.. pod.Objects("spec", "tolerations").Select(Toleration.Read)];
        nodeSelector = LabelSelector.From(pod.Child("spec", "nodeSelector"));
        var nodes = pod.At("spec", "affinity", "nodeAffinity");
        terms = nodes.At(Required) is { } required ? [.. required.Objects("nodeSelectorTerms").Select(term => NodeTerm.Read(term, weight: 0))] : null;
        PreferredNodes = [.. nodes.Objects(Preferred).Select(term => NodeTerm.Read(term["preference"], term.Count("weight")))];
        Affinity = PodTerm.Required(pod, "podAffinity");
        PreferredPods = [.. PodTerm.Preferred(pod, "podAffinity"), .. PodTerm.Preferred(pod, "podAntiAffinity").Select(term => term with { Weight = -term.Weight })];
        Spread = [.. pod.Objects("spec", "topologySpreadConstraints").Select(constraint => SpreadConstraint.Read(pod, constraint))];
    }

    /// <summary>The pod, as if it stood on no node.</summary>
    public PlacedPod Pod { get; }

    public IReadOnlyList<Toleration> Tolerations { get; }

    public IReadOnlyList<NodeTerm> PreferredNodes { get; }

    public IReadOnlyList<PodTerm> Affinity { get; }

    /// <summary>Terms about pods that it would rather stand beside, or, of negative weight, not beside.</summary>
    public IReadOnlyList<PodTerm> PreferredPods { get; }

    public IReadOnlyList<SpreadConstraint> Spread { get; }

    /// <summary>Whether its place depends on where other pods are.</summary>
    public bool LooksAtPods => Affinity.Count + Pod.AntiAffinity.Count + Spread.Count > 0;

    public bool Tolerates(Taint taint) => Tolerations.Any(toleration => toleration.Tolerates(taint));

    /// <summary>Whether the pod's node selector and required node affinity take this node.</summary>
    public bool Wants(NodeState node) => nodeSelector.Matches(node.Labels) && (terms is null || terms.Any(term => term.Matches(node)));
}

/// <summary>A taint that a pod does not mind.</summary>
internal readonly record struct Toleration(string Key, string Value, string Effect, bool AnyValue)
{
    public static Toleration Read(JsonNode toleration) => new(
        toleration.Text("key") ?? "", toleration.Text("value") ?? "", toleration.Text("effect") ?? "", toleration.Text("operator") == "Exists");

    public bool Tolerates(Taint taint) =>
        (Effect.Length == 0 || Effect == taint.Effect) && (Key.Length == 0 || Key == taint.Key) && (AnyValue || Value == taint.Value);
}

/// <summary>One term of a node affinity: labels and fields of nodes, all of which must hold.</summary>
internal sealed record NodeTerm(LabelSelector Labels, LabelSelector Fields, int Weight)
{
    public static NodeTerm Read(JsonNode? term, int weight)
    {
        var (labels, fields) = (LabelSelector.OfExpressions(term.Items("matchExpressions")), LabelSelector.OfExpressions(term.Items("matchFields")));
        return labels.IsEmpty && fields.IsEmpty ? new(LabelSelector.Nothing, LabelSelector.Nothing, weight) : new(labels, fields, weight);
    }

    public bool Matches(NodeState node) => Labels.Matches(node.Labels) && (Fields.IsEmpty || Fields.Matches(new Dictionary<string, string> { ["metadata.name"] = node.Name }));
}

/// <summary>How evenly the pods of a selector must, or should, be spread over the values of a node label.</summary>
internal sealed record SpreadConstraint(string TopologyKey, LabelSelector Pods, int MaxSkew, bool IsHard)
{
    public int MinDomains { get; init; } = 1;

    /// <summary>Whether only nodes that the pod's node affinity takes are counted.</summary>
    public bool HonorsAffinity { get; init; } = true;

    /// <summary>Whether nodes with taints that the pod does not tolerate are left out.</summary>
    public bool HonorsTaints { get; init; }

    public static SpreadConstraint Read(JsonObject pod, JsonObject constraint) => new(
        constraint.Text("topologyKey") ?? "",
        PodTerm.WithOwnLabels(pod, constraint, LabelSelector.Of(constraint["labelSelector"])),
        constraint.Whole("maxSkew") ?? 1,
        constraint.Text("whenUnsatisfiable") != "ScheduleAnyway")
    {
        MinDomains = constraint.Whole("minDomains") ?? 1,
        HonorsAffinity = constraint.Text("nodeAffinityPolicy") != "Ignore",
        HonorsTaints = constraint.Text("nodeTaintsPolicy") == "Honor",
    };
}
