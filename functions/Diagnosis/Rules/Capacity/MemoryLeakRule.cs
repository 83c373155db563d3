using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// Memory that only grows: it rises steadily to the limit, the kernel kills the container, and it begins anew. What needs too much from the start on, as after
/// a release, is <see cref="OutOfMemoryRule"/>'s.
/// </summary>
internal sealed class MemoryLeakRule : IDiagnosisRule
{
    // The numbers of the last half hour are read: a rise of 5 % of the limit an hour is 2.5 % there, more than collected garbage and caches move.
    private const double PlainRise = 0.05;

    // Above this, or this soon, a kill is near.
    private const double NearlyFull = 0.9;
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    // A program takes its memory in the first minutes; only what goes on after that is growth.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(15);

    // A leak that a release brought is found within days; what ran longer than this without trouble did not bring it.
    private static readonly TimeSpan OldRelease = TimeSpan.FromDays(7);

    public string Cause => Diagnosis.Cause.MemoryLeak;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var rise = MemoryRise.Of(evidence) is { PerHour: >= PlainRise } plain ? plain : null;
        var every = MemoryUse.KilledEvery(evidence);
        if (evidence.State is null || (rise is null && every is null))
        {
            return [];
        }

        var isYoung = evidence.Pods.Count > 0 && evidence.Pods.All(pod => StartedAt(pod) >= evidence.CollectedAt - WarmUp);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = rise is null
                    ? $"{evidence.Workload.Name} is killed for memory again and again, about every {Timing.Span(every!.Value)}."
                    : $"The memory of {evidence.Workload.Name} only grows: {rise.InWords()}{(rise.IsOfLimit ? $", {Remaining(rise)}" : "")}.",
                Clues =
                [
                    .. rise is null ? [] : RiseClues(rise, isYoung, hasHarmed: Killed(evidence).Count > 0 || evidence.FullMemory() is not null),
                    .. evidence.ForeseenClues(Likelihood.Strong),
                    .. every is { } span ? [new Clue($"it is killed for memory about every {Timing.Span(span)}: it grows that long", Likelihood.Substantial)] : Array.Empty<Clue>(),
                    .. KillClues(evidence, hasGrown: every is not null || !isYoung),
                    .. CalmClues(evidence),
                    .. evidence.ExperimentClues(),
                ],
                Remedies = Remedies(evidence, rise),
                WouldChange = ["a heap profile: what grows, and who holds it"],
            },
        ];
    }

    private static IEnumerable<Clue> RiseClues(MemoryRise rise, bool isYoung, bool hasHarmed)
    {
        yield return (isYoung
            ? new Clue($"{rise.InWords()}, as most programs do when they have just started", Likelihood.Slight)
            : new Clue(rise.InWords(), Likelihood.Strong)) with
        { Field = rise.Signal };
        if (rise.IsOfLimit && !isYoung)
        {
            var level = $"{rise.Latest:0%} of the limit is used, {Remaining(rise)}";
            if (rise.Latest >= NearlyFull || rise.Full <= Soon)
            {
                yield return new Clue(level, Likelihood.Substantial) { Field = rise.Signal };
            }
            else if (!hasHarmed)
            {
                yield return new Clue($"{level}: that hurts nobody yet", -Likelihood.Substantial) { Field = rise.Signal };
            }
        }
    }

    private static string Remaining(MemoryRise rise) => rise.Full <= TimeSpan.Zero ? "and it is full" : $"full in {Timing.Span(rise.Full)}";

    private static DateTimeOffset StartedAt(PodView pod) =>
        pod.Containers.Select(container => container.LastEndAt).OfType<DateTimeOffset>().Append(pod.CreatedAt).Max();

    private static List<ContainerStateView> Killed(Evidence evidence) =>
        [.. evidence.Pods.SelectMany(pod => pod.Containers).Where(container => container.WasKilledForMemory && !(container.LastEndAt < evidence.Onset - ReleaseHistory.TriggerWindow))];

    private static IEnumerable<Clue> KillClues(Evidence evidence, bool hasGrown)
    {
        var killed = Killed(evidence);
        if (killed.Count == 0)
        {
            yield break;
        }

        // The back-off begins anew after ten minutes of running: a container that waits in it was killed soon after it started.
        if (killed.TrueForAll(container => container.Waiting is "CrashLoopBackOff"))
        {
            yield return new Clue($"{killed[0].Name} is killed for memory soon after each start: that is no slow growth", -Likelihood.Strong) { At = killed[0].LastEndAt };
        }
        else if (hasGrown)
        {
            yield return new Clue($"{killed[0].Name} was killed for memory at the end of it ({killed.Max(container => container.Restarts)} restarts so far)", Likelihood.Decisive) { At = killed[0].LastEndAt };
        }
    }

    // Growth with a reason is no leak.
    private static IEnumerable<Clue> CalmClues(Evidence evidence)
    {
        if (evidence.Surge() is { } surge)
        {
            yield return new Clue($"{surge.InWords()}: more work takes more memory", -Likelihood.Strong) { Field = Signal.RequestRate, At = surge.ChangedAt };
        }

        if (evidence.ReleasedBeforeOnset())
        {
            yield return new Clue($"release {evidence.Current()!.Revision} is new: what it needs is not known yet", -Likelihood.Strong) { At = evidence.Current()!.CreatedAt };
        }
        else if (evidence.OwnField("resources") is { } field)
        {
            yield return new Clue($"changed: {field.InWords()}", -Likelihood.Substantial) { SeenOn = evidence.Workload.Target(), Field = field.Path };
        }
        else
        {
            yield return evidence.Current() is { } current
                ? new Clue($"nothing was released for {Timing.Span(evidence.Onset - current.CreatedAt)}", Likelihood.Substantial) { At = current.CreatedAt }
                : new Clue("nothing of it is known to have changed", Likelihood.Slight);
        }
    }

    private static List<Remedy> Remedies(Evidence evidence, MemoryRise? rise)
    {
        var again = rise is { IsOfLimit: true } ? $"; it is full again after about {Timing.Span(rise.FromEmpty)}" : "";
        var suspect = evidence.Current() is { } current && evidence.Onset - current.CreatedAt <= OldRelease && evidence.Releases.Count > 1;
        return
        [
            new Remedy(ActionNames.RestartWorkload, evidence.Workload.Target(), new Dictionary<string, string>(), $"a fresh start gives back what leaked{again}") { Chance = CureChance.Fair },
            .. suspect ? evidence.RollBacks(_ => false).Take(1).Select(back => back with { Chance = CureChance.Fair }) : [],
        ];
    }
}
