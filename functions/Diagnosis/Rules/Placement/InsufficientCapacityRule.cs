namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>
/// Pods that no node has room for: the scheduler finds too little CPU, memory or another resource free. Where the workload asks for more than before, it is
/// at fault itself; else the cluster is too small for what runs in it.
/// </summary>
internal sealed class InsufficientCapacityRule : IDiagnosisRule
{
    private const string NoVictims = "No preemption victims found";
    private static readonly string[] Cordoned = ["unschedulable"];
    private static readonly string[] Lost = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public string Cause => Diagnosis.Cause.InsufficientCapacity;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var waiting = evidence.Pods.Where(pod => SchedulerVerdict.Of(pod.Unschedulable)?.Lacks.Any() == true).ToList();
        if (waiting.Count == 0)
        {
            return [];
        }

        var verdict = SchedulerVerdict.Of(waiting[0].Unschedulable)!;
        var raised = Raised(evidence);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = raised is null ? null : evidence.Workload.Target(),
                Headline = $"No node has enough {string.Join(" and ", verdict.Lacks.Distinct())} free for {waiting.Count} of {evidence.PodsInAll} pods of {evidence.Workload.Name}{Asked(evidence)}.",
                Clues =
                [
                    RoomClue(verdict, waiting[0]),
                    .. OtherReasons(evidence, verdict),
                    .. DemandClues(evidence, raised),
                    .. waiting[0].Unschedulable!.Contains(NoVictims, StringComparison.Ordinal) ? [new Clue("nothing of a lower priority could make room", Likelihood.Slight)] : Array.Empty<Clue>(),
                ],
                Remedies = raised is null ? [] : [.. evidence.WaysOut()],
                WouldChange = [$"a node with room for it{Asked(evidence)}: one more node, or less asked for by what runs there"],
            },
        ];
    }

    private static Clue RoomClue(SchedulerVerdict verdict, PodView pod) => (verdict.OnlyLacksRoom
        ? new Clue($"none of the {verdict.Nodes} nodes has room for {pod.Name}: {pod.Unschedulable}", Likelihood.Decisive)
        : new Clue($"some nodes have no room for {pod.Name}, others are out for other reasons: {pod.Unschedulable}", Likelihood.Substantial)) with
    { Field = "status.conditions[PodScheduled]" };

    private static IEnumerable<Clue> OtherReasons(Evidence evidence, SchedulerVerdict verdict)
    {
        if (verdict.Count(Cordoned) is > 0 and var cordoned)
        {
            yield return new Clue($"{cordoned} nodes are cordoned, and may have room", -Likelihood.Substantial);
        }

        if (verdict.Count(Lost) is > 0 and var lost)
        {
            yield return new Clue($"{lost} nodes are not ready, and may have room", -Likelihood.Substantial);
        }

        if (evidence.Surroundings?.Preemptions is [var preempted, ..])
        {
            yield return new Clue($"it had room until {preempted.Pod} was preempted", -Likelihood.Strong) { At = preempted.At };
        }
    }

    private static IEnumerable<Clue> DemandClues(Evidence evidence, string? raised)
    {
        if (raised is not null)
        {
            yield return new Clue($"changed: {raised}", Likelihood.Strong) { SeenOn = evidence.Workload.Target(), Field = "resources" };
            yield return evidence.TemplateTimingClue();
        }

        if (evidence.State is { NodeMemory: { } largest } && Memory(evidence) > largest)
        {
            yield return new Clue($"a pod asks for {MemoryQuantity.InMebibytes(Memory(evidence))}, and the largest node it ran on has {MemoryQuantity.InMebibytes(largest)}", Likelihood.Substantial) { Field = "resources.requests.memory" };
        }
        else if (evidence.State?.Changes.FirstOrDefault(change => change.Fields.Contains("spec.replicas") && change.At >= evidence.Onset - ReleaseHistory.TriggerWindow) is { } scaled)
        {
            yield return Timing.Clue($"{scaled.Manager} set the replicas to {evidence.State.Replicas}", scaled.At, evidence) with { Field = "spec.replicas" };
        }
    }

    // The request is part of the resources; the memory limit has a line of its own and asks nothing of a node.
    private static string? Raised(Evidence evidence) => evidence.Changed(ReleaseChange.Resources, "resources.requests");

    private static string Asked(Evidence evidence)
    {
        var cpu = (evidence.State?.Containers ?? []).Where(container => !container.IsInit).Sum(container => container.CpuRequest ?? 0);
        var memory = Memory(evidence);
        return (cpu, memory) switch
        {
            (0, 0) => "",
            ( > 0, 0) => $" (each asks for {cpu:0.###} cores)",
            (0, _) => $" (each asks for {MemoryQuantity.InMebibytes(memory)})",
            _ => $" (each asks for {cpu:0.###} cores and {MemoryQuantity.InMebibytes(memory)})",
        };
    }

    private static long Memory(Evidence evidence) => (evidence.State?.Containers ?? []).Where(container => !container.IsInit).Sum(container => container.MemoryRequest ?? 0);
}
