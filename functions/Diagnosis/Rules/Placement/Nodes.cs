using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>What rules say about the nodes that run a workload's pods.</summary>
internal static class Nodes
{
    // A workload with more pods than this on one node is served by the cluster's own eviction, five minutes later, better than by a long plan.
    private const int MostReplaced = 5;

    public static IReadOnlyList<NodeView> NodesNearby(this Evidence evidence) => evidence.Surroundings?.Nodes ?? [];

    public static ObjectRef NodeRef(this Evidence evidence, string name) => new("v1", "Node", "", name) { Cluster = evidence.Workload.Cluster };

    /// <summary>The node of that name; null when it was not read, or there is nothing to say about it.</summary>
    public static NodeView? Node(this Evidence evidence, string name) => evidence.NodesNearby().FirstOrDefault(node => node.Name == name);

    /// <summary>Nodes that could take pods, as far as is known: ready, not cordoned, not pressed. Those that are well and run none of the pods are only counted.</summary>
    public static int NodesThatAreWell(this Evidence evidence) => evidence.Surroundings is { } around
        ? Math.Max(0, around.NodesInAll - around.Nodes.Count) + around.Nodes.Count(node => node is { Ready: true, Schedulable: true, Pressures.Count: 0, RepellingTaints.Count: 0 })
        : 0;

    /// <summary>What the pods on other nodes say: ready ones blame the node, ill ones excuse it.</summary>
    public static IEnumerable<Clue> ElsewhereClues(this Evidence evidence, string node)
    {
        var elsewhere = evidence.Pods.Where(pod => pod.Node.Length > 0 && pod.Node != node && pod.Phase != "Failed").ToList();
        if (elsewhere.Count == 0)
        {
            yield break;
        }

        var well = elsewhere.Count(pod => pod.Ready);
        yield return well == elsewhere.Count
            ? new Clue($"the {well} pods on other nodes are ready", Likelihood.Strong)
            : new Clue($"{elsewhere.Count - well} of {elsewhere.Count} pods on other nodes are not ready either", -Likelihood.Substantial);
    }

    /// <summary>
    /// Pods of the node deleted together, which their controller makes anew where there is room. Only a Deployment's: those of a StatefulSet wait for their
    /// node, as two pods of one name could write to one volume, and those of a DaemonSet belong to it.
    /// </summary>
    public static IEnumerable<Remedy> Replacements(this Evidence evidence, IReadOnlyList<PodView> pods, string why) =>
        evidence.Workload.Kind != "Deployment" || evidence.NodesThatAreWell() == 0 ? [] : pods.Take(MostReplaced).Select((pod, index) => new Remedy(
            ActionNames.DeletePod,
            new ObjectRef("v1", "Pod", evidence.Workload.Namespace, pod.Name) { Cluster = evidence.Workload.Cluster },
            new Dictionary<string, string>(),
            why)
        {
            Chance = CureChance.Fair,
            JoinsPrevious = index > 0,
        });
}
