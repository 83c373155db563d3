namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// Pods that ask for a place that no node is: a selector, an affinity, an anti-affinity or a missing toleration of their own template. The nodes are well; the
/// demand is what has to change.
/// </summary>
internal sealed class UnschedulableRule : IDiagnosisRule
{
    private static readonly string[] Released = [ReleaseChange.NodeSelector, ReleaseChange.NodeAffinity, ReleaseChange.PodAffinity, ReleaseChange.AntiAffinity, ReleaseChange.Tolerations];
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
                Headline = $"No node is what {evidence.Workload.Name} asks for ({demand ?? changed}).",
                Clues =
                [
                    evidence.PendingClue(pending, Likelihood.Strong),
                    .. demand is not null ? [new Clue($"its template demands {demand}", Likelihood.Substantial) { SeenOn = evidence.Workload.Target(), Field = "spec.template.spec" }] : Array.Empty<Clue>(),
                    .. changed is not null ? [new Clue($"changed: {changed}", Likelihood.Strong) { SeenOn = evidence.Workload.Target() }] : Array.Empty<Clue>(),
                    .. Cordoned(evidence, pending),
                    .. evidence.OnlyNewReleaseClues(),
                    evidence.TemplateTimingClue(),
                ],
                Remedies = [.. evidence.WaysOut()],
                WouldChange = ["a node that was to have these labels, and is not there any more"],
            },
        ];
    }

    // The part of the placement that the scheduler complains of, in its own terms.
    private static string? Demand(PlacementView placement, IReadOnlyList<PodView> pending) => placement switch
    {
        { AntiAffinity: [var shuns, ..] } when pending.SchedulerSays("anti-affinity") => $"anti-affinity {shuns}",
        { NodeSelector.Count: > 0 } when pending.SchedulerSays("node affinity/selector", "node selector", "didn't match Pod's node") => $"node selector {string.Join(",", placement.NodeSelector.Select(pair => $"{pair.Key}={pair.Value}"))}",
        { NodeAffinity: [var wants, ..] } when pending.SchedulerSays("node affinity") => $"node affinity {wants}",
        _ when pending.SchedulerSays("untolerated taint", "had taint") && !pending.SchedulerSays("node.kubernetes.io/") => "nodes without the taints that it does not tolerate",
        _ when pending.SchedulerSays("topology spread") => "a spread over more places than there are",
        _ => null,
    };

    private static string? Changed(Evidence evidence) =>
        (evidence.ReleasedBeforeOnset() ? evidence.Current()!.Changes.FirstOrDefault(Demands) : null) ?? evidence.OwnField([.. Fields])?.InWords();

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
