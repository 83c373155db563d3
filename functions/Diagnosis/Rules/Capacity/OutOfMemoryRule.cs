namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// Containers that the kernel killed at their memory limit. Where a new release lowered the limit or may need more memory, going back comes first;
/// otherwise the limit is raised, within what the administrator and the node allow.
/// </summary>
internal sealed class OutOfMemoryRule : IDiagnosisRule
{
    // A kill this long before the trouble belongs to another story: Kubernetes keeps the last end of a container for as long as the pod lives.
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    // A lower limit, or other code: what only touches ports or probes does not change how much memory is needed.
    private static readonly string[] NeedsMemory = [ReleaseChange.MemoryLimit, ReleaseChange.Image, ReleaseChange.Command, ReleaseChange.Environment];

    public string Cause => Diagnosis.Cause.OutOfMemory;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var killed = evidence.Pods
            .SelectMany(pod => pod.Containers, (pod, container) => (Pod: pod, Container: container))
            .Where(pair => pair.Container.WasKilledForMemory)
            .ToList();
        if (killed.Count == 0)
        {
            return [];
        }

        var name = killed.GroupBy(pair => pair.Container.Name).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        var declared = evidence.State?.Containers.FirstOrDefault(container => container.Name == name);
        var pods = killed.Select(pair => pair.Pod.Name).Distinct().Count();
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{name} is killed for memory in {pods} of {evidence.PodsInAll} pods ({Limit(declared)}).",
                Clues =
                [
                    new Clue($"{pods} of {evidence.PodsInAll} pods: {name} was OOMKilled", Likelihood.Decisive),
                    .. LimitClues(evidence, name, declared),
                    .. TimeClues(evidence, name, [.. killed.Select(pair => pair.Container)]),
                ],
                Remedies = Remedies(evidence, name, declared),
            },
        ];
    }

    private static string Limit(ContainerView? declared) =>
        declared?.MemoryLimit is { } limit ? $"limit {MemoryQuantity.InMebibytes(limit)}" : "it has no limit of its own";

    private static IEnumerable<Clue> LimitClues(Evidence evidence, string name, ContainerView? declared)
    {
        if (MemoryHeadroom.LimitBefore(evidence, name) is { } before && declared?.MemoryLimit is { } now && now < before)
        {
            yield return new Clue(
                $"release {evidence.Current()!.Revision} lowered the limit of {name} from {MemoryQuantity.InMebibytes(before)} to {MemoryQuantity.InMebibytes(now)}",
                Likelihood.Strong);
        }

        if (declared is { MemoryLimit: null })
        {
            yield return new Clue($"{name} has no memory limit: its node ran out, perhaps through another workload", -Likelihood.Substantial);
        }
        else if (MemoryUse.StarvedByNode(evidence) is { } starved)
        {
            yield return new Clue($"it never used more than {starved.PeakShare:0%} of its limit, and {starved.Node} reports MemoryPressure: the node ran out", -Likelihood.Strong) { Field = Measurements.Signal.MemoryShare };
        }
    }

    private static IEnumerable<Clue> TimeClues(Evidence evidence, string name, IReadOnlyList<ContainerStateView> killed)
    {
        if (killed.All(container => container.LastEndAt < evidence.Onset - Stale))
        {
            yield return new Clue("the last kill was more than an hour before the trouble began", -Likelihood.Decisive);
        }
        else if (ReleaseMayNeedIt(evidence, name))
        {
            yield return new Clue($"release {evidence.Current()!.Revision} is new, and may need more than the one before", Likelihood.Substantial);
        }

        if (killed.Any(container => !container.Ready))
        {
            yield return new Clue("it has not come back since", Likelihood.Slight);
        }
    }

    private static List<Remedy> Remedies(Evidence evidence, string name, ContainerView? declared)
    {
        List<Remedy> raise = MemoryHeadroom.Raise(evidence, name, declared) is { } remedy ? [remedy] : [];
        return ReleaseMayNeedIt(evidence, name)
            ? [.. evidence.RollBacks(_ => false).Take(1), .. raise.Select(second => second with { Chance = CureChance.Fair })]
            : raise;
    }

    private static bool ReleaseMayNeedIt(Evidence evidence, string name) =>
        evidence.ReleasedBeforeOnset() && NeedsMemory.Any(field => evidence.Current()!.ChangeOf(field, name) is not null);
}
