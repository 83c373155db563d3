using Autocura.Diagnosis.Rules.Capacity;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// Something else on the node takes what this workload was promised: its pods are evicted though they keep to their requests, or the kernel kills them far
/// below their limit because the whole node is out of memory.
/// </summary>
/// <remarks>Throttled CPU never speaks for it: the kernel throttles a container by its own limit alone.</remarks>
internal sealed class NoisyNeighbourRule : IDiagnosisRule
{
    private static readonly string[] Runs = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"];

    // What makes a workload take more of a node than before.
    private static readonly string[] TakesMore = ["resources", "replicas", "image", "args", "command", "env"];

    public string Cause => Diagnosis.Cause.NoisyNeighbour;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var evicted = Eviction.Of(evidence);
        var starved = MemoryUse.StarvedByNode(evidence);
        if (evicted.Count == 0 && starved is null)
        {
            return [];
        }

        var node = evicted.Count > 0 ? evicted[0].Node : starved!.Node;
        var suspects = evidence.ChangedObjects().Where(MayBeLoud).ToList();
        return suspects.Count > 0
            ? suspects.Select(suspect => Blame(evidence, node, evicted, suspect))
            : [Blame(evidence, node, evicted, null)];
    }

    private static bool MayBeLoud(ObjectChange change) => change.Relation is not (ObjectRelation.Itself or ObjectRelation.Owner) && Runs.Contains(change.Target.Kind)
        && (change.Kind is ChangeKind.Created || change.Fields.Any(field => TakesMore.Any(word => field.Path.Contains(word, StringComparison.Ordinal))));

    private static Hypothesis Blame(Evidence evidence, string node, IReadOnlyList<Eviction> evicted, ObjectChange? suspect)
    {
        var where = node.Length > 0 ? $"node {node}" : "its node";
        var who = suspect is null ? "Something else" : suspect.Target.ToString();
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.NoisyNeighbour,
            Culprit = suspect?.Target ?? (node.Length > 0 ? evidence.NodeRef(node) : null),
            Headline = evicted.Count > 0
                ? $"{who} on {where} takes more than its share of {evicted[0].Resource}; {evidence.Workload.Name} is evicted for it."
                : $"{who} on {where} takes its memory; {evidence.Workload.Name} is killed far below its own limit.",
            Clues =
            [
                .. evicted.Count > 0 ? EvictionClues(evidence, evicted) : StarvedClues(evidence),
                .. suspect is null ? [] : suspect.Clues(evidence),
            ],
            Remedies = suspect?.Remedies() ?? [],
            WouldChange = [$"what the other pods on {where} use against what they request"],
        };
    }

    private static IEnumerable<Clue> EvictionClues(Evidence evidence, IReadOnlyList<Eviction> evicted)
    {
        if (evicted.FirstOrDefault(eviction => eviction.Exceeds is not null) is { } greedy)
        {
            yield return new Clue($"{greedy.Exceeds}: it is no better than its neighbours", -Likelihood.Strong);
        }
        else
        {
            yield return new Clue($"{evicted[0].Pod} was evicted though it used no more than it requests", Likelihood.Decisive) { At = evicted[0].At };
        }

        if (evidence.Node(evicted[0].Node) is { Pressures: [var pressure, ..] } node)
        {
            yield return new Clue($"{node.Name} reports {pressure}", Likelihood.Substantial) { SeenOn = evidence.NodeRef(node.Name), Field = "status.conditions" };
        }
    }

    private static IEnumerable<Clue> StarvedClues(Evidence evidence)
    {
        var starved = MemoryUse.StarvedByNode(evidence)!;
        yield return new Clue(
            $"{starved.Container} was killed for memory on {starved.Node}, which reports MemoryPressure, and never used more than {starved.PeakShare:0%} of its limit",
            Likelihood.Decisive)
        { At = starved.At, Field = Measurements.Signal.MemoryShare };
    }
}
