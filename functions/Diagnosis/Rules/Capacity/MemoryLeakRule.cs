using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>
/// Memory that only grows: it rises steadily to the limit, the kernel kills the container, and it begins anew. What needs too much from the start on, as after
/// a release, is <see cref="OutOfMemoryRule"/>'s.
/// </summary>
internal sealed class MemoryLeakRule : IDiagnosisRule
{
    // A rise of 2 % of the limit an hour fills it within two days. Caches that warm up and heaps that settle move less in the hours that are looked at.
    private const double PlainRise = 0.02;

    // Below this much left, or this soon, a kill is near.
    private const double NearlyFull = 0.9;
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);
    private static readonly TimeSpan WithinADay = TimeSpan.FromHours(24);

    // A leak that a release brought is found within days; what ran longer than this without trouble did not bring it.
    private static readonly TimeSpan OldRelease = TimeSpan.FromDays(7);

    public string Cause => Diagnosis.Cause.MemoryLeak;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.State is null || MemoryRise.Of(evidence) is not { PerHour: >= PlainRise } rise)
        {
            return [];
        }

        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"The memory of {evidence.Workload.Name} only grows: {rise.InWords()}{(rise.IsOfLimit ? $", {Remaining(rise)}" : "")}.",
                Clues =
                [
                    new Clue(rise.InWords(), Likelihood.Strong) { Field = rise.Signal },
                    .. rise.IsOfLimit ? [LevelClue(rise)] : Array.Empty<Clue>(),
                    .. KillClues(evidence),
                    .. CalmClues(evidence),
                    .. evidence.ExperimentClues(),
                ],
                Remedies = Remedies(evidence, rise),
                WouldChange = ["a heap profile: what grows, and who holds it"],
            },
        ];
    }

    private static Clue LevelClue(MemoryRise rise) => (rise switch
    {
        _ when rise.Latest >= NearlyFull || rise.Full <= Soon => new Clue($"{rise.Latest:0%} of the limit is used, {Remaining(rise)}", Likelihood.Substantial),
        _ when rise.Full <= WithinADay => new Clue($"{rise.Latest:0%} of the limit is used, {Remaining(rise)}", Likelihood.Slight),
        _ => new Clue($"{rise.Latest:0%} of the limit is used: there is still much left", -Likelihood.Slight),
    }) with { Field = rise.Signal };

    private static string Remaining(MemoryRise rise) => rise.Full <= TimeSpan.Zero ? "and it is full" : $"full in {Timing.Span(rise.Full)}";

    private static IEnumerable<Clue> KillClues(Evidence evidence)
    {
        var killed = evidence.Pods.SelectMany(pod => pod.Containers)
            .Where(container => container.WasKilledForMemory && !(container.LastEndAt < evidence.Onset - ReleaseHistory.TriggerWindow))
            .ToList();
        if (killed.Count == 0)
        {
            yield break;
        }

        // The back-off begins anew after ten minutes of running: a container that waits in it was killed soon after it started.
        yield return killed.TrueForAll(container => container.Waiting is "CrashLoopBackOff")
            ? new Clue($"{killed[0].Name} is killed for memory soon after each start: that is no slow growth", -Likelihood.Strong) { At = killed[0].LastEndAt }
            : new Clue($"{killed[0].Name} was killed for memory at the end of it ({killed.Max(container => container.Restarts)} restarts so far)", Likelihood.Decisive) { At = killed[0].LastEndAt };
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

    private static List<Remedy> Remedies(Evidence evidence, MemoryRise rise)
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
