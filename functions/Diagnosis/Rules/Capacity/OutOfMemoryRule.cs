using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// Containers that the kernel killed at their memory limit. Where a new release lowered the limit or may need more memory, going back comes first;
/// otherwise the limit is raised, within what the administrator and the node allow.
/// </summary>
internal sealed class OutOfMemoryRule : IDiagnosisRule
{
    // A kill this long before the trouble belongs to another story: Kubernetes keeps the last end of a container for as long as the pod lives.
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    private const double Full = 0.95;
    private const double TakesMore = 1.3;

    // A lower limit, or other code, which may also come as a file: what only touches ports or probes does not change how much memory is needed.
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
            return AtLimit(evidence) is { } share ? [AboutToBe(evidence, share)] : [];
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
                    .. evidence.ExperimentClues(),
                ],
                Remedies = Remedies(evidence, name, declared),
            },
        ];
    }

    // The working set is read every 15 to 60 s: what rose to this in no time is killed before it is read again. A leak takes its time, and is another rule's.
    private static SeriesView? AtLimit(Evidence evidence) =>
        evidence.Rose(Signal.MemoryShare, TakesMore) && evidence.Series(Signal.MemoryShare) is { Latest: >= Full } share ? share : null;

    private static Hypothesis AboutToBe(Evidence evidence, SeriesView share)
    {
        var largest = evidence.State?.Containers.Where(container => container is { IsInit: false, MemoryLimit: not null }).OrderByDescending(container => container.MemoryLimit).FirstOrDefault();
        var name = largest?.Name ?? evidence.Workload.Name;
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.OutOfMemory,
            Culprit = evidence.Workload.Target(),
            Headline = $"{evidence.Workload.Name} has taken all the memory it may ({Limit(largest)}) and is about to be killed for it.",
            Clues =
            [
                new Clue($"its memory rose from {share.Before:0%} to {share.Latest:0%} of its limit", Likelihood.Strong) { Field = Signal.MemoryShare, At = share.ChangedAt },
                .. LimitClues(evidence, name, largest),
                .. evidence.ReleasedBeforeOnset() ? [evidence.TimingClue()] : Array.Empty<Clue>(),
                .. ReleaseMayNeedIt(evidence, name) ? [new Clue($"release {evidence.Current()!.Revision} is new, and may need more than the one before", Likelihood.Substantial)] : Array.Empty<Clue>(),
                .. evidence.ExperimentClues(),
            ],
            Remedies = Remedies(evidence, name, largest),
        };
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
            yield return new Clue($"it never used more than {starved.PeakShare:0%} of its limit, and {starved.Node} reports MemoryPressure: the node ran out", -Likelihood.Strong) { Field = Signal.MemoryShare };
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
        evidence.ReleasedBeforeOnset() && (NeedsMemory.Any(field => evidence.Current()!.ChangeOf(field, name) is not null) || evidence.Current()!.ChangeOf(ReleaseChange.Volumes) is not null);
}
