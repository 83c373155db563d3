namespace Autocura.Diagnosis.Rules;

/// <summary>What containers that cannot run say about why: shared by the rules for what a release broke.</summary>
internal static class Crashes
{
    private static readonly string[] CannotStart = ["CreateContainerError", "RunContainerError", "StartError"];

    /// <summary>Containers that end again and again, or cannot be started, other than for memory.</summary>
    public static IReadOnlyList<ContainerStateView> Crashing(this Evidence evidence) => [.. evidence.Pods.SelectMany(pod => pod.Containers).Where(IsCrashing)];

    public static bool IsCrashing(ContainerStateView container) => !container.WasKilledForMemory
        && (container.Waiting is "CrashLoopBackOff" || CannotStart.Contains(container.Waiting) || container is { Restarts: > 0, LastEnd: not null, Ready: false });

    /// <summary>"2 of 3 pods: app cannot run (CrashLoopBackOff, exit code 127)".</summary>
    public static Clue CrashClue(this Evidence evidence, IReadOnlyList<ContainerStateView> crashing, double weight)
    {
        var pods = evidence.Pods.Count(pod => pod.Containers.Any(crashing.Contains));
        var code = crashing[0].LastExitCode is { } exit ? $", exit code {exit}" : "";
        return new Clue($"{pods} of {evidence.PodsInAll} pods: {crashing[0].Name} cannot run ({crashing[0].Waiting ?? crashing[0].LastEnd}{code})", weight) { At = crashing[0].LastEndAt };
    }

    /// <summary>Whether only the newest release has the trouble: a pod of an older one that is ready says so, one that has it too speaks against.</summary>
    public static IEnumerable<Clue> OnlyNewReleaseClues(this Evidence evidence)
    {
        if (evidence.Current() is not { } current || evidence.Releases.Count < 2)
        {
            yield break;
        }

        var older = evidence.Pods.Where(pod => pod.Release.Length > 0 && pod.Release != current.Name).ToList();
        if (older.Find(pod => pod.Ready) is { } well && evidence.Pods.Any(pod => pod.Release == current.Name && !pod.Ready))
        {
            yield return new Clue($"only pods of release {current.Revision} have it; {well.Name} of an older one is ready", Likelihood.Strong);
        }
        else if (older.Exists(pod => pod.Containers.Any(IsCrashing) && evidence.RanBefore(pod.Release)))
        {
            yield return new Clue("pods of an older release have it too", -Likelihood.Strong);
        }
    }

    /// <summary>What log words say; nothing when none is there.</summary>
    public static IEnumerable<Clue> LogClue(this Evidence evidence, IReadOnlyList<string> words, double weight) =>
        evidence.FirstInLogs(words) is { } word ? [new Clue($"its log says \"{word}\"", weight) { Field = "log" }] : [];

    /// <summary>The clue that a field of the template is new: from the release, or against the last known good.</summary>
    public static IEnumerable<Clue> ChangedClue(this Evidence evidence, string releaseField, string specField, double weight) =>
        evidence.Changed(releaseField, specField) is { } change ? [new Clue($"changed: {change}", weight) { SeenOn = evidence.Workload.Target(), Field = specField }] : [];

    /// <summary>When the template changed, as the release or the last known good tells it.</summary>
    public static Clue TemplateTimingClue(this Evidence evidence) =>
        evidence.Releases.Count < 2 && evidence.OwnChange() is { At: { } at } change ? Timing.Clue($"{change.Target} was changed", at, evidence) : evidence.TimingClue();

    /// <summary>True when pods wait for a node, for an image or for their configuration: what they would call plays no part yet.</summary>
    public static bool PendingOrUnpulled(this Evidence evidence) => evidence.Pods.Any(pod =>
        pod.Unschedulable is not null || pod.Containers.Any(container => container.Waiting is "ImagePullBackOff" or "ErrImagePull" or "CreateContainerConfigError" or "InvalidImageName"));
}
