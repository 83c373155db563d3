using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A node that has too little memory, disk or processes left: its kubelet ends pods there, and the scheduler sends no new ones.</summary>
internal sealed class NodePressureRule : IDiagnosisRule
{
    // The taints of pressed nodes, as they stand in the scheduler's message.
    private static readonly string[] Pressed = ["node.kubernetes.io/memory-pressure", "node.kubernetes.io/disk-pressure", "node.kubernetes.io/pid-pressure"];

    public string Cause => Diagnosis.Cause.NodePressure;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var evictions = Eviction.Of(evidence).GroupBy(eviction => eviction.Node).ToDictionary(group => group.Key, group => group.ToList());
        var names = evictions.Keys.Concat(evidence.NodesNearby().Where(node => node.Pressures.Count > 0).Select(node => node.Name)).Distinct();
        return
            from name in names
            let evicted = evictions.GetValueOrDefault(name) ?? []
            let ill = evidence.Pods.Where(pod => name.Length > 0 && pod.Node == name && !pod.Ready && pod.Phase != "Failed").ToList()
            let unplaced = evidence.Pods.Count(pod => SchedulerVerdict.Of(pod.Unschedulable)?.Count(Pressed) > 0)
            where evicted.Count > 0 || ill.Count > 0 || unplaced > 0
            select Blame(evidence, name, evicted, ill.Count, unplaced);
    }

    private static Hypothesis Blame(Evidence evidence, string name, List<Eviction> evicted, int ill, int unplaced)
    {
        var node = evidence.Node(name);
        var where = name.Length > 0 ? $"node {name}" : "a node";
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.NodePressure,
            Culprit = name.Length > 0 ? evidence.NodeRef(name) : null,
            Headline = evicted.Count > 0
                ? $"{evicted.Count} pods of {evidence.Workload.Name} were evicted as {where} was low on {evicted[0].Resource}."
                : $"{Capital(where)} reports {string.Join(", ", node?.Pressures ?? [])}; {ill + unplaced} of {evidence.PodsInAll} pods of {evidence.Workload.Name} suffer.",
            Clues =
            [
                .. EvictionClues(evicted),
                .. node is { Pressures.Count: > 0 }
                    ? [new Clue($"{name} reports {string.Join(", ", node.Pressures)}", Likelihood.Substantial) { SeenOn = evidence.NodeRef(name), Field = "status.conditions" }]
                    : Array.Empty<Clue>(),
                .. ill > 0 ? [new Clue($"{ill} pods on it are not ready", Likelihood.Slight), .. evidence.ElsewhereClues(name)] : Array.Empty<Clue>(),
                .. unplaced > 0 ? [new Clue($"{unplaced} pods are not placed, as pressed nodes take none", Likelihood.Strong) { Field = "status.conditions[PodScheduled]" }] : Array.Empty<Clue>(),
                .. evidence.PodsAreWell() ? [new Clue("the pods that were made anew are well", -Likelihood.Strong)] : Array.Empty<Clue>(),
                .. evidence.Crashing() is [_, ..] crashing ? [new Clue($"{crashing[0].Name} ends by itself, which no pressure explains", -Likelihood.Strong)] : Array.Empty<Clue>(),
            ],
            Remedies = Remedies(evidence, node),
            WouldChange = [$"what the other pods on {where} use against what they request"],
        };
    }

    private static IEnumerable<Clue> EvictionClues(List<Eviction> evicted)
    {
        if (evicted.Count == 0)
        {
            yield break;
        }

        yield return new Clue($"evicted: {string.Join(", ", evicted.Take(3).Select(eviction => eviction.Pod))} (\"{evicted[0].Message}\")", Likelihood.Decisive) { At = evicted[0].At };
        yield return evicted.Find(eviction => eviction.Exceeds is not null) is { } greedy
            ? new Clue($"{greedy.Exceeds}, so it is among the first to go", Likelihood.Slight)
            : new Clue("it used no more than it requests: something else fills the node", -Likelihood.Substantial);
    }

    // Away from the node: the pods that are still there would be next. Only together, as a cordon alone moves nobody.
    private static List<Remedy> Remedies(Evidence evidence, NodeView? node) =>
        node is not { PodsOfWorkload: > 0, Pressures.Count: > 0 } || evidence.NodesThatAreWell() == 0 || evidence.Workload.Kind == "DaemonSet" ? [] :
        [
            new Remedy(ActionNames.CordonNode, evidence.NodeRef(node.Name), new Dictionary<string, string>(), $"no new pods on {node.Name} while it is short") { Chance = CureChance.Fair },
            new Remedy(ActionNames.RestartWorkload, evidence.Workload.Target(), new Dictionary<string, string>(), $"the pods start anew on other nodes")
            {
                Chance = CureChance.Fair,
                JoinsPrevious = true,
            },
        ];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
