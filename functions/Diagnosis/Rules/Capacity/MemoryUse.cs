using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>How much of its memory limit a workload used, by the numbers.</summary>
internal static class MemoryUse
{
    // The working set is read every 15 to 60 s and the kernel kills at 100 %: a container last seen below this did not reach its own limit by growing.
    private const double FarBelow = 0.8;

    // An average of fewer says nothing.
    private const int Several = 3;

    // What needs too much from the start on is killed within minutes. Between kills further apart than this there was time to grow.
    private static readonly TimeSpan SlowKill = TimeSpan.FromMinutes(30);

    /// <summary>The largest share of its limit that was seen; null when it was not measured.</summary>
    public static double? PeakShare(this Evidence evidence) =>
        evidence.Series(Signal.MemoryShare) is { } series ? Largest(series) : null;

    /// <summary>
    /// A container that was killed for memory on a node under memory pressure, though it had plenty left of its own; null when there is none, or its use is
    /// not known.
    /// </summary>
    public static Starved? StarvedByNode(Evidence evidence)
    {
        if (evidence.PeakShare() is not { } share || share >= FarBelow)
        {
            return null;
        }

        var pressed = (evidence.Surroundings?.Nodes ?? []).Where(node => node.Pressures.Contains("MemoryPressure")).Select(node => node.Name).ToHashSet();
        return (
            from pod in evidence.Pods
            where pressed.Contains(pod.Node)
            from container in pod.Containers
            where container.WasKilledForMemory && !(container.LastEndAt < evidence.Onset - ReleaseHistory.TriggerWindow)
            select new Starved(container.Name, pod.Node, share, container.LastEndAt)).FirstOrDefault();
    }

    /// <summary>How long a container lives between kills, on average; null when it was not killed several times, or soon after each start.</summary>
    public static TimeSpan? KilledEvery(Evidence evidence) => (
        from pod in evidence.Pods
        from container in pod.Containers
        where container is { WasKilledForMemory: true, Restarts: >= Several, Waiting: null, LastEndAt: not null } && container.LastEndAt >= evidence.Onset - ReleaseHistory.TriggerWindow
        let span = (container.LastEndAt!.Value - pod.CreatedAt) / container.Restarts
        where span >= SlowKill
        select (TimeSpan?)span).Min();

    private static double? Largest(SeriesView series) =>
        new[] { series.Before, series.After, series.Latest }.OfType<double>().Where(double.IsFinite).Select(value => (double?)value).Max();
}

/// <summary>A container that the kernel killed though it was far below its limit.</summary>
internal sealed record Starved(string Container, string Node, double PeakShare, DateTimeOffset? At);
