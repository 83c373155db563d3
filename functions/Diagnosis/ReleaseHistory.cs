using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>What a workload's releases tell: which one runs, whether it is new to the trouble, and which one to go back to.</summary>
internal static class ReleaseHistory
{
    /// <summary>
    /// A release that came up to this long before the trouble is its likely trigger. Faults of a release show within minutes; an alert's own
    /// delay (15 minutes for the common "pod not ready" rule) and a slow rollout come on top.
    /// </summary>
    public static readonly TimeSpan TriggerWindow = TimeSpan.FromHours(1);

    /// <summary>The release that the workload wants now; null when it keeps none.</summary>
    public static ReleaseView? Current(this Evidence evidence) =>
        evidence.Releases.FirstOrDefault(release => release.Revision == evidence.State?.Revision) ?? (evidence.Releases is [var newest, ..] ? newest : null);

    /// <summary>True when the current release replaced another one shortly before the trouble, or after the alert's condition began.</summary>
    public static bool ReleasedBeforeOnset(this Evidence evidence) =>
        evidence.Releases.Count > 1 && evidence.Current() is { } current && current.CreatedAt >= evidence.Onset - TriggerWindow;

    /// <summary>True when that release was there well before the trouble: one that is as new as the trouble may share its fault, and acquits nobody.</summary>
    public static bool RanBefore(this Evidence evidence, string release) =>
        evidence.Releases.FirstOrDefault(one => one.Name == release) is { } found && found.CreatedAt < evidence.Onset - TriggerWindow;

    /// <summary>What the release clue says: a recent one speaks for the release, a long-running one against it, a single one says nothing of change.</summary>
    public static Clue TimingClue(this Evidence evidence)
    {
        if (evidence.Current() is not { } current || evidence.Releases.Count == 1)
        {
            return new Clue("the workload has no release before this one", -Likelihood.Slight);
        }

        var age = evidence.Onset - current.CreatedAt;
        return age > TriggerWindow
            ? new Clue($"release {current.Revision} ran for {Timing.Span(age)} before the trouble began", -Likelihood.Strong) { At = current.CreatedAt }
            : Timing.Clue($"release {current.Revision} came", current.CreatedAt, evidence);
    }

    /// <summary>
    /// Releases to go back to, best first: those that still have ready pods, then the newest. Never the current one, one that has pods and none of
    /// them ready, or one that <paramref name="sharesFault"/>.
    /// </summary>
    public static IReadOnlyList<ReleaseView> WaysBack(this Evidence evidence, Func<ReleaseView, bool> sharesFault)
    {
        var current = evidence.Current();
        return [.. evidence.Releases
            .Where(release => release != current && !(release.Replicas > 0 && release.ReadyReplicas == 0) && !sharesFault(release))
            .OrderByDescending(release => release.ReadyReplicas > 0)
            .ThenByDescending(release => release.Revision)];
    }

    /// <summary>Rolling back to the first ways back, as remedies. Two are enough: what two old releases do not cure, no release caused.</summary>
    public static IEnumerable<Remedy> RollBacks(this Evidence evidence, Func<ReleaseView, bool> sharesFault) =>
        evidence.WaysBack(sharesFault).Take(2).Select((release, index) => new Remedy(
            ActionNames.RollBackRelease,
            evidence.Workload.Target(),
            new Dictionary<string, string> { [ActionParameters.ToRevision] = $"{release.Revision}" },
            release.ReadyReplicas > 0
                ? $"release {release.Revision} still has {release.ReadyReplicas} ready pods"
                : $"release {release.Revision} ran before release {evidence.Current()?.Revision}")
        {
            Chance = index == 0 ? CureChance.Likely : CureChance.Fair,
        });

    /// <summary>
    /// The ways out of a release: an earlier one; and where none is kept, as the object was deleted and created anew, its last known good.
    /// </summary>
    public static IEnumerable<Remedy> WaysOut(this Evidence evidence, Func<ReleaseView, bool>? sharesFault = null) =>
    [
        .. evidence.ReleasedBeforeOnset() ? evidence.RollBacks(sharesFault ?? (_ => false)) : [],
        .. evidence.OwnChange() is { KnownGoodHash.Length: > 0 } change ? [change.Restore()] : Array.Empty<Remedy>(),
    ];

    /// <summary>The workload as an object of the cluster. Its three kinds are served by apps/v1; a pod of the control plane stands for itself.</summary>
    public static ObjectRef Target(this WorkloadRef workload) => new(workload.Kind == "Pod" ? "v1" : "apps/v1", workload.Kind, workload.Namespace, workload.Name) { Cluster = workload.Cluster };
}
