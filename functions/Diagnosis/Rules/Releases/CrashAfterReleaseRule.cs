namespace Autocura.Diagnosis.Rules.Releases;

/// <summary>
/// Containers that end by themselves since a release. A crash alone proves little, since a sick dependency or a changed configuration crashes
/// them too: what tells the release from those is time, what it changed, and that the release before still runs.
/// </summary>
internal sealed class CrashAfterReleaseRule : IDiagnosisRule
{
    private static readonly string[] CannotStart = ["CreateContainerError", "RunContainerError"];

    private static readonly string[] WordsOfABadBuild =
    [
        "cannot find module", "modulenotfounderror", "classnotfoundexception",
        "could not load file or assembly", "undefined symbol", "panic:", "unhandled exception", "segmentation fault", "required environment variable",
        "missing required", "invalid configuration",
    ];

    private static readonly string[] WordsOfASickDependency =
        ["connection refused", "no such host", "name or service not known", "i/o timeout", "too many connections", "authentication failed"];

    public string Cause => Diagnosis.Cause.CrashAfterRelease;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var crashed = evidence.Pods.Where(pod => pod.Containers.Any(HasCrashed)).ToList();
        if (crashed.Count == 0)
        {
            return [];
        }

        var containers = crashed.SelectMany(pod => pod.Containers).Where(HasCrashed).ToList();
        var looping = containers.Where(container => container.Waiting is not null).ToList();
        var recent = evidence.ReleasedBeforeOnset();
        var current = evidence.Current();
        var since = recent ? $" since release {current!.Revision}" : "";
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = evidence.Workload.Target(),
                Headline = $"{crashed.Count} of {evidence.PodsInAll} pods crash{since}{How(containers)}.",
                Clues =
                [
                    looping.Count > 0
                        ? new Clue($"{crashed.Count} of {evidence.PodsInAll} pods: {looping[0].Waiting}", Likelihood.Strong)
                        : new Clue($"{crashed.Count} of {evidence.PodsInAll} pods ended by themselves and run again", Likelihood.Slight),
                    evidence.TimingClue(),
                    .. ReleaseClues(evidence, crashed),
                    .. EndClues(crashed, containers),
                    .. LogClues(evidence, containers),
                ],
                Remedies = [.. recent ? evidence.RollBacks(_ => false) : [], Restart(evidence, recent)],
            },
        ];
    }

    private static bool HasCrashed(ContainerStateView container) =>
        !container.WasKilledForMemory
        && (container.Waiting is "CrashLoopBackOff" || CannotStart.Contains(container.Waiting) || (container.Restarts > 0 && container.LastEnd is not null));

    private static string How(List<ContainerStateView> containers) =>
        containers.Find(container => container.LastExitCode is not null) is { } ended ? $" (exit code {ended.LastExitCode})" : "";

    private static IEnumerable<Clue> ReleaseClues(Evidence evidence, List<PodView> crashed)
    {
        if (evidence.Current() is not { } current)
        {
            yield break;
        }

        var others = evidence.Pods.Where(pod => pod.Release != current.Name && pod.Ready).ToList();
        if (others.Count > 0 && crashed.TrueForAll(pod => pod.Release == current.Name))
        {
            yield return new Clue($"only pods of release {current.Revision} crash; {others[0].Name} of an older one is ready", Likelihood.Strong);
        }
        else if (crashed.Exists(pod => pod.Release != current.Name && evidence.RanBefore(pod.Release)))
        {
            yield return new Clue("pods of an older release crash too", -Likelihood.Strong);
        }

        if (current.Changes.Count > 0)
        {
            yield return new Clue($"release {current.Revision} changed: {string.Join("; ", current.Changes.Take(3))}", Likelihood.Slight);
        }
    }

    private static IEnumerable<Clue> EndClues(List<PodView> crashed, List<ContainerStateView> containers)
    {
        if (crashed.Exists(pod => pod.Containers.Any(container => container.WasKilledForMemory)))
        {
            yield return new Clue("a neighbour in the same pod was killed for memory, which explains the crashes too", -Likelihood.Strong);
        }
        else if (containers.Find(container => container.LastExitCode is 126 or 127 or 128) is { } notRun)
        {
            yield return new Clue($"exit code {notRun.LastExitCode}: {notRun.Name} could not be run at all, which is the command's fault and not the program's", -Likelihood.Slight);
        }
        else if (containers.Find(container => container.LastExitCode is 137 or 143) is { } killed)
        {
            yield return new Clue($"exit code {killed.LastExitCode}: {killed.Name} was ended from outside, as a failing liveness probe does", -Likelihood.Slight);
        }
    }

    private static IEnumerable<Clue> LogClues(Evidence evidence, List<ContainerStateView> containers)
    {
        var logs = string.Join('\n', containers.Select(container => container.LastLog).Concat(evidence.ExternalLogs)).ToLowerInvariant();
        if (WordsOfABadBuild.FirstOrDefault(logs.Contains) is { } build)
        {
            yield return new Clue($"its log says \"{build}\"", Likelihood.Substantial);
        }

        if (WordsOfASickDependency.FirstOrDefault(logs.Contains) is { } dependency)
        {
            yield return new Clue($"its log says \"{dependency}\": something it needs may be at fault", -Likelihood.Substantial);
        }
    }

    private static Remedy Restart(Evidence evidence, bool recent) => new(
        ActionNames.RestartWorkload,
        evidence.Workload.Target(),
        new Dictionary<string, string>(),
        recent ? "if no earlier release helps, a fresh start may" : "no release explains the crash; a fresh start sometimes ends one")
    {
        Chance = CureChance.Weak,
    };
}
