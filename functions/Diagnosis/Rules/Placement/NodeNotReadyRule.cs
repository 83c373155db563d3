namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A node that no longer answers: its pods are lost to the workload until the cluster, five minutes later by default, makes them anew elsewhere.</summary>
internal sealed class NodeNotReadyRule : IDiagnosisRule
{
    // The taints that the cluster puts on a node that is lost, as they stand in the scheduler's message.
    private static readonly string[] Lost = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public string Cause => Diagnosis.Cause.NodeNotReady;

    public IEnumerable<Hypothesis> Consider(Evidence evidence) =>
        from name in LostNodes(evidence)
        let ill = evidence.Pods.Where(pod => pod.Node == name && !pod.Ready).ToList()
        let unplaced = evidence.Pods.Count(pod => SchedulerVerdict.Of(pod.Unschedulable)?.Count(Lost) > 0)
        where ill.Count > 0 || unplaced > 0 || evidence.Node(name)?.PodsOfWorkload > 0
        select Blame(evidence, name, ill, unplaced);

    // Where the node itself could not be read, the events of its pods tell of it; one that was read and is ready has come back.
    private static IEnumerable<string> LostNodes(Evidence evidence)
    {
        var told = evidence.Warnings.Where(warning => warning.Reason == "NodeNotReady").Select(warning => warning.About).ToHashSet();
        var byEvent = evidence.Pods.Where(pod => pod.Node.Length > 0 && told.Contains($"Pod/{pod.Name}") && evidence.Node(pod.Node) is null).Select(pod => pod.Node);
        return evidence.NodesNearby().Where(node => !node.Ready).Select(node => node.Name).Concat(byEvent).Distinct();
    }

    private static Hypothesis Blame(Evidence evidence, string node, List<PodView> ill, int unplaced) => new()
    {
        Cause = Diagnosis.Cause.NodeNotReady,
        Culprit = evidence.NodeRef(node),
        Headline = ill.Count > 0
            ? $"Node {node} is not ready, and {ill.Count} of {evidence.PodsInAll} pods of {evidence.Workload.Name} are on it."
            : $"Node {node} is not ready, and {unplaced} of {evidence.PodsInAll} pods of {evidence.Workload.Name} find no other place.",
        Clues =
        [
            StateClue(evidence, node, ill),
            .. evidence.ElsewhereClues(node),
            .. unplaced > 0 ? [new Clue($"{unplaced} pods are not placed, as nodes that are not ready take none", Likelihood.Strong) { Field = "status.conditions[PodScheduled]" }] : Array.Empty<Clue>(),
        ],
        Remedies = [.. evidence.Replacements(ill, $"its controller makes it anew on a node that is ready, sooner than {node} is given up")],
        WouldChange = [$"whether {node} comes back by itself, as after a restart of its kubelet"],
    };

    private static Clue StateClue(Evidence evidence, string node, List<PodView> ill)
    {
        var at = evidence.Warnings.FirstOrDefault(warning => warning.Reason == "NodeNotReady")?.LastAt;
        var clue = ill.Count > 0
            ? new Clue($"{node} is not ready, and so are its {ill.Count} pods", Likelihood.Decisive)
            : new Clue($"{node} is not ready; none of its pods has suffered so far", Likelihood.Slight);
        return clue with { SeenOn = evidence.NodeRef(node), Field = "status.conditions[Ready]", At = at };
    }
}
