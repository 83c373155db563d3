using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// A disruption budget that can never allow what somebody waits for: it wants all pods healthy, and a node that runs one of them is being drained; or pods
/// are broken and keep it at zero.
/// </summary>
internal sealed class DisruptionBudgetDeadlockRule : IDiagnosisRule
{
    private static readonly string[] Refused = ["disruption budget", "PodDisruptionBudget"];

    // Field managers of what empties nodes: "kubectl-drain", "cluster-autoscaler". A node that somebody only cordoned keeps its pods as it should.
    private static readonly string[] Drains = ["drain", "autoscaler", "upgrade", "karpenter"];

    // A drain gives a pod its grace period, 30 s by default, and asks again every 5 s: a pod that is still there after this is held back.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    public string Cause => Diagnosis.Cause.DisruptionBudgetDeadlock;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.Surroundings?.DisruptionBudget is not { Allowed: 0, Expected: > 0 } budget)
        {
            return [];
        }

        var held = evidence.NodesNearby().Where(node => node is { Schedulable: false, PodsOfWorkload: > 0 }).ToList();
        var refused = evidence.Warning(Refused);
        return held.Count == 0 && refused is null ? [] : [Blame(evidence, budget, held, refused)];
    }

    private static Hypothesis Blame(Evidence evidence, DisruptionBudgetView budget, List<NodeView> held, EventView? refused)
    {
        var culprit = new ObjectRef("policy/v1", "PodDisruptionBudget", evidence.Workload.Namespace, budget.Name) { Cluster = evidence.Workload.Cluster };
        var wantsAll = budget.DesiredHealthy >= budget.Expected;
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.DisruptionBudgetDeadlock,
            Culprit = culprit,
            Headline = held.Count > 0
                ? $"{budget.Name} lets no pod of {evidence.Workload.Name} go ({budget.Healthy} healthy, {budget.DesiredHealthy} wanted), so {held[0].Name} cannot be emptied."
                : $"{budget.Name} lets no pod of {evidence.Workload.Name} go ({budget.Healthy} healthy, {budget.DesiredHealthy} wanted).",
            Clues =
            [
                wantsAll
                    ? new Clue($"it wants all {budget.Expected} pods healthy: no eviction can ever be allowed", Likelihood.Strong) { SeenOn = culprit, Field = "status.disruptionsAllowed" }
                    : new Clue($"{budget.Healthy} of {budget.Expected} pods are healthy, and it wants {budget.DesiredHealthy}", Likelihood.Slight) { SeenOn = culprit, Field = "status.disruptionsAllowed" },
                .. refused is not null ? [new Clue($"{refused.About}: {refused.Message}", Likelihood.Decisive) { At = refused.LastAt }] : Array.Empty<Clue>(),
                .. held.Count > 0 && refused is null ? [DrainClue(evidence, held[0])] : Array.Empty<Clue>(),
                .. OwnTroubleClues(evidence),
            ],
            Remedies = Remedies(evidence, budget, wantsAll),
            WouldChange = ["whether the budget's minimum is a number or a share: one more replica makes room for a number only"],
        };
    }

    private static Clue DrainClue(Evidence evidence, NodeView node)
    {
        var drained = Drains.Any(word => node.CordonedBy.Contains(word, StringComparison.OrdinalIgnoreCase));
        var since = node.CordonedAt is { } at ? $" since {Timing.Span(evidence.CollectedAt - at)}" : "";
        var overdue = evidence.CollectedAt - node.CordonedAt >= LongEnough;
        return new Clue(
            drained ? $"{node.Name} is being drained by {node.CordonedBy}{since}, and {node.PodsOfWorkload} pods are still there" : $"{node.Name} is cordoned{since}; whether it is being drained is not known",
            drained && overdue ? Likelihood.Strong : drained ? Likelihood.Substantial : -Likelihood.Slight)
        { SeenOn = evidence.NodeRef(node.Name), Field = "spec.unschedulable", At = node.CordonedAt };
    }

    private static IEnumerable<Clue> OwnTroubleClues(Evidence evidence)
    {
        if (evidence.Crashing() is [var crashing, ..])
        {
            yield return new Clue($"{crashing.Name} cannot run: with it healthy the budget would have something to give", -Likelihood.Strong);
        }
        else if (evidence.Pods.FirstOrDefault(pod => pod.Unschedulable is not null) is { } unplaced)
        {
            yield return new Clue($"{unplaced.Name} is not placed: with it healthy the budget would have something to give", -Likelihood.Strong);
        }
        else if (evidence.HasTrafficTrouble())
        {
            yield return new Clue($"{evidence.Trouble()}, which no budget explains", -Likelihood.Substantial);
        }
    }

    private static List<Remedy> Remedies(Evidence evidence, DisruptionBudgetView budget, bool wantsAll) =>
        !wantsAll || evidence.State is not { ScaledBy: null } state || !evidence.PodsAreWell() || evidence.Workload.Kind == "DaemonSet" ? [] :
        [
            new Remedy(
                ActionNames.ScaleWorkload,
                evidence.Workload.Target(),
                new Dictionary<string, string> { [ActionParameters.Replicas] = $"{state.Replicas + 1}" },
                $"with one pod more than the {budget.DesiredHealthy} that {budget.Name} wants, one may go")
            {
                Chance = CureChance.Fair,
            },
        ];
}
