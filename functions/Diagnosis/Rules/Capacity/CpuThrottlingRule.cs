using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>Containers that the kernel holds at their CPU limit, so that answers take longer, although no more is asked of them than before.</summary>
internal sealed class CpuThrottlingRule : IDiagnosisRule
{
    // The common alert on throttled periods (CPUThrottlingHigh of the Kubernetes mixin) fires above a quarter: below it, answers hardly wait.
    private const double Throttled = 0.25;

    // The use of CPU is an average over minutes, throttling happens in periods of 100 ms: a container that is held back in bursts stays below its limit on average.
    private const double NearLimit = 0.8;

    public string Cause => Diagnosis.Cause.CpuThrottling;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.State is not { } state || Now(evidence.Series(Signal.CpuThrottling)) is not { } share || !(share >= Throttled) || !(evidence.IsSlow() || evidence.Fails()))
        {
            return [];
        }

        var limited = state.Containers.Where(container => container is { IsInit: false, CpuLimit: > 0 }).ToList();
        var first = limited.Count > 0 ? limited[0] : null;
        var limit = first is null ? "" : $" of {CpuHeadroom.InMillicores(first.CpuLimit!.Value)}";
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{evidence.Workload.Name} is held back at its CPU limit{limit} in {share:0%} of the periods, and {evidence.Trouble()}.",
                Clues =
                [
                    new Clue($"{share:0%} of its CPU periods are throttled", Likelihood.Strong) { Field = Signal.CpuThrottling, At = evidence.Series(Signal.CpuThrottling)!.ChangedAt },
                    .. evidence.TrafficClues(),
                    .. UseClues(evidence, limited),
                    .. LimitClues(evidence, first),
                    .. OtherExplanations(evidence),
                ],
                Remedies = Remedies(evidence, limited),
                WouldChange = ["what the program does with the CPU: a profile would tell work from waste"],
            },
        ];
    }

    private static double? Now(SeriesView? series) => series?.After ?? series?.Latest;

    private static IEnumerable<Clue> UseClues(Evidence evidence, List<ContainerView> limited)
    {
        var allowed = limited.Sum(container => container.CpuLimit!.Value) * Math.Max(1, evidence.State!.ReadyReplicas);
        if (allowed > 0 && Now(evidence.Series(Signal.Cpu)) is { } used)
        {
            yield return used >= allowed * NearLimit
                ? new Clue($"it uses {used:0.##} of the {allowed:0.##} cores it may", Likelihood.Substantial) { Field = Signal.Cpu }
                : new Clue($"it uses {used:0.##} of the {allowed:0.##} cores it may: only bursts are held back", -Likelihood.Slight) { Field = Signal.Cpu };
        }
    }

    private static IEnumerable<Clue> LimitClues(Evidence evidence, ContainerView? container)
    {
        if (container is not null && CpuHeadroom.LimitBefore(evidence, container.Name) is { } before && before > container.CpuLimit && evidence.ReleasedBeforeOnset())
        {
            yield return new Clue(
                $"release {evidence.Current()!.Revision} lowered the CPU limit of {container.Name} from {CpuHeadroom.InMillicores(before)} to {CpuHeadroom.InMillicores(container.CpuLimit!.Value)}",
                Likelihood.Strong)
            { SeenOn = evidence.Workload.Target(), Field = "resources.limits.cpu" };
        }
        else if (evidence.OwnField("resources.limits.cpu") is { } field)
        {
            yield return new Clue($"changed: {field.InWords()}", Likelihood.Strong) { SeenOn = evidence.Workload.Target(), Field = field.Path };
        }
    }

    private static IEnumerable<Clue> OtherExplanations(Evidence evidence)
    {
        if (evidence.Surge() is { } surge)
        {
            yield return new Clue($"{surge.InWords()}: it is the load that grew", -Likelihood.Strong) { Field = Signal.RequestRate, At = surge.ChangedAt };
        }

        foreach (var clue in evidence.ExperimentClues())
        {
            yield return clue;
        }

        if (evidence.Crashing() is [var crashing, ..])
        {
            yield return new Clue($"{crashing.Name} ends by itself: starting again and again costs CPU too", -Likelihood.Substantial);
        }
    }

    // With several containers nobody can say from here which of them is held back.
    private static List<Remedy> Remedies(Evidence evidence, List<ContainerView> limited)
    {
        List<Remedy> raise = limited.Count == 1 && CpuHeadroom.Raise(evidence, limited[0]) is { } remedy ? [remedy] : [];
        return evidence.Changed(ReleaseChange.Resources, "resources.limits.cpu") is null
            ? raise
            : [.. evidence.WaysOut().Take(1), .. raise.Select(second => second with { Chance = CureChance.Fair })];
    }
}
