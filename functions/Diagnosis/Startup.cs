namespace Autocura.Diagnosis;

/// <summary>Tells a workload that is simply starting from one that cannot: young pods, and no error in any of them.</summary>
internal static class Startup
{
    // Reasons with which a container waits that is merely being made.
    private static readonly string[] Harmless = ["ContainerCreating", "PodInitializing"];

    /// <summary>
    /// True when every pod that is not ready is younger than the workload's progress deadline and nothing in it has failed, or when pods are still to be made.
    /// </summary>
    public static bool IsStarting(Evidence evidence)
    {
        if (evidence.State is not { Replicas: > 0, Paused: false } state || evidence.Misses(EvidencePart.Pods))
        {
            return false;
        }

        var notReady = NotReady(evidence).ToList();
        return notReady.Count > 0 && notReady.TrueForAll(pod =>
            evidence.CollectedAt - pod.CreatedAt < state.ProgressDeadline && pod.Unschedulable is null && pod.Containers.All(IsFine));
    }

    /// <summary>The age of the oldest pod that is not ready; zero when there is none.</summary>
    public static TimeSpan Oldest(Evidence evidence) =>
        NotReady(evidence).Select(pod => evidence.CollectedAt - pod.CreatedAt).DefaultIfEmpty(TimeSpan.Zero).Max();

    private static IEnumerable<PodView> NotReady(Evidence evidence) => evidence.Pods.Where(pod => !pod.Ready);

    private static bool IsFine(ContainerStateView container) =>
        container.Restarts == 0 && container.LastEnd is null && (container.Waiting is null || Harmless.Contains(container.Waiting));
}
