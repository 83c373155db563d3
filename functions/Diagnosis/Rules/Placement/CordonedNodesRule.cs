using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// Pods that wait because nodes take none: somebody cordoned them. Who did it matters: a person who drains a node, or an autoscaler that takes it away, does not
/// want it back, and what helps then is room elsewhere.
/// </summary>
internal sealed class CordonedNodesRule : IDiagnosisRule
{
    // Managers whose cordon is meant to end in the node's removal or its maintenance.
    private static readonly string[] OnPurpose = ["kubectl-cordon", "kubectl-drain", "cluster-autoscaler", "karpenter", "node-maintenance", "kured", "descheduler"];

    public string Cause => Diagnosis.Cause.CordonedNodes;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var pending = evidence.PendingPods();
        var cordoned = (evidence.Surroundings?.Nodes ?? []).Where(node => !node.Schedulable).ToList();
        if (pending.Count == 0 || cordoned.Count == 0 || !pending.SchedulerSays("were unschedulable", "was unschedulable"))
        {
            return [];
        }

        var wanted = evidence.State?.Placement.NodeSelector.GetValueOrDefault("kubernetes.io/hostname");
        var first = cordoned.Find(node => node.Name == wanted) ?? cordoned.OrderByDescending(node => node.CordonedAt).First();
        var target = new ObjectRef("v1", "Node", "", first.Name) { Cluster = evidence.Workload.Cluster };
        var onPurpose = OnPurpose.Any(name => first.CordonedBy.Contains(name, StringComparison.OrdinalIgnoreCase));
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = target,
                Headline = $"{evidence.Workload.Name} waits for node {first.Name}, which takes no pods{(first.CordonedBy.Length > 0 ? $" (cordoned by {first.CordonedBy})" : "")}.",
                Clues =
                [
                    evidence.PendingClue(pending, Likelihood.Strong),
                    new Clue($"{cordoned.Count} of {evidence.Surroundings!.NodesInAll} nodes take no pods", Likelihood.Substantial),
                    .. first.Name == wanted ? [new Clue($"its pods may run on {first.Name} only", Likelihood.Strong)] : Array.Empty<Clue>(),
                    .. first.CordonedAt is { } at ? [Timing.Clue($"node {first.Name} was cordoned", at, evidence)] : Array.Empty<Clue>(),
                ],
                Remedies = onPurpose
                    ? []
                    : [new Remedy(ActionNames.UncordonNode, target, new Dictionary<string, string>(), $"node {first.Name} is ready and could take the pods")],
                WouldChange = onPurpose ? [$"whether {first.CordonedBy} is done with {first.Name}"] : ["who cordoned the node, and why"],
            },
        ];
    }
}
