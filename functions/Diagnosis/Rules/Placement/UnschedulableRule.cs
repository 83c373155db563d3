namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// Pods that ask for a place that no node is: a selector, an affinity, an anti-affinity or a missing toleration of their own template. The nodes are well; the
/// demand is what has to change; unless it was met before, when a node has lost what is asked for.
/// </summary>
internal sealed class UnschedulableRule : IDiagnosisRule
{
    private static readonly string[] Released = [ReleaseChange.NodeSelector, ReleaseChange.NodeAffinity, ReleaseChange.PodAffinity, ReleaseChange.AntiAffinity, ReleaseChange.Tolerations];
    private static readonly string[] Unlike = ["node affinity/selector", "node selector", "didn't match Pod's node"];
    private static readonly string[] Fields = ["nodeSelector", "affinity", "tolerations", "topologySpreadConstraints", "nodeName"];

    public string Cause => Diagnosis.Cause.Unschedulable;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var pending = evidence.PendingPods();
        if (pending.Count == 0 || evidence.State is not { } state)
        {
            return [];
        }

        var demand = Demand(state.Placement, pending);
        var changed = Changed(evidence);
        var placed = changed is null && AsksForNodes(state.Placement) && NoNodeIsLike(pending[0]) ? PlacedBefore(evidence, pending) : null;
        if (demand is null && changed is null)
        {
            return [];
        }

        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"No node is what {evidence.Workload.Name} asks for ({demand ?? changed}){(placed is null ? "" : ", and one was")}.",
                Clues =
                [
                    evidence.PendingClue(pending, Likelihood.Strong),
                    .. demand is not null ? [new Clue($"its template demands {demand}", Likelihood.Substantial) { SeenOn = evidence.Workload.Target(), Field = "spec.template.spec" }] : Array.Empty<Clue>(),
                    .. changed is not null ? [new Clue($"changed: {changed}", Likelihood.Strong) { SeenOn = evidence.Workload.Target() }] : Array.Empty<Clue>(),
                    .. Cordoned(evidence, pending),
                    .. evidence.OnlyNewReleaseClues(),
                    placed ?? evidence.TemplateTimingClue(),
                ],
                Remedies = placed is null ? [.. evidence.WaysOut()] : [],
                WouldChange = ["a node that was to have these labels, and has lost them or is not there any more"],
            },
        ];
    }

    // The part of the placement that the scheduler complains of, in its own terms.
    private static string? Demand(PlacementView placement, IReadOnlyList<PodView> pending) => placement switch
    {
        { AntiAffinity: [var shuns, ..] } when pending.SchedulerSays("anti-affinity") => $"anti-affinity {shuns}",
        { NodeSelector.Count: > 0 } when pending.SchedulerSays(Unlike) => $"node selector {string.Join(",", placement.NodeSelector.Select(pair => $"{pair.Key}={pair.Value}"))}",
        { NodeAffinity: [var wants, ..] } when pending.SchedulerSays("node affinity", "didn't match Pod's node") => $"node affinity {wants}",
        _ when pending.SchedulerSays("untolerated taint", "had taint") && !pending.SchedulerSays("node.kubernetes.io/") => "nodes without the taints that it does not tolerate",
        _ when pending.SchedulerSays("topology spread") => "a spread over more places than there are",
        _ => null,
    };

    private static string? Changed(Evidence evidence) =>
        (evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes.FirstOrDefault(Demands) : null) ?? evidence.OwnField([.. Fields])?.InWords();

    private static bool AsksForNodes(PlacementView placement) => placement is { NodeSelector.Count: > 0 } or { NodeAffinity.Count: > 0 };

    // Where some are like it and full, cordoned or tainted, that is what keeps it waiting.
    private static bool NoNodeIsLike(PodView pod) =>
        SchedulerVerdict.Of(pod.Unschedulable) is { } verdict && verdict.Count(Unlike) + verdict.Count("node-role.kubernetes.io/") >= verdict.Nodes;

    // The same demand was met: no release is to blame, and none to go back to. Which node it was is not seen from the pods that wait.
    private static Clue? PlacedBefore(Evidence evidence, IReadOnlyList<PodView> pending)
    {
        var healthy = evidence.Surroundings?.LastHealthyAt;
        var mate = evidence.Pods.FirstOrDefault(pod => pod.Node.Length > 0 && pod.Release == pending[0].Release);
        return evidence.Current() is { } current && current.CreatedAt < pending[0].CreatedAt && (mate is not null || current.CreatedAt < healthy)
            ? new Clue($"the same demand was met before: {(mate is null ? $"all was well with it at {healthy:HH:mm:ss} UTC" : $"{mate.Name} is on {mate.Node}")}", Likelihood.Substantial) { SeenOn = evidence.Workload.Target(), At = healthy }
            : null;
    }

    // What is only preferred ("affinity (preferred) of pod") keeps no pod from running.
    private static bool Demands(string change) =>
        Released.Any(field => change.StartsWith($"{field} of ", StringComparison.Ordinal)) || Fields.Any(field => change.StartsWith($"pod spec {field}:", StringComparison.Ordinal));

    // A node that would do and takes no pods: then the node is at fault, and not the demand.
    private static IEnumerable<Clue> Cordoned(Evidence evidence, IReadOnlyList<PodView> pending)
    {
        var wanted = evidence.State?.Placement.NodeSelector.GetValueOrDefault("kubernetes.io/hostname");
        if (evidence.Surroundings?.Nodes.FirstOrDefault(node => !node.Schedulable && (wanted is null || node.Name == wanted)) is { } node && pending.SchedulerSays("unschedulable"))
        {
            yield return new Clue($"node {node.Name} would do, and takes no pods", wanted is null ? -Likelihood.Slight : -Likelihood.Strong);
        }
    }
}
