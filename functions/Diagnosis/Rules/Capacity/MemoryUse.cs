using Autocura.Diagnosis.Measurements;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>How much of its memory limit a workload used, by the numbers.</summary>
internal static class MemoryUse
{
    // The working set is read every 15 to 60 s and the kernel kills at 100 %: a container last seen below this did not reach its own limit by growing.
    private const double FarBelow = 0.8;

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

    private static double? Largest(SeriesView series) =>
        new[] { series.Before, series.After, series.Latest }.OfType<double>().Where(double.IsFinite).Select(value => (double?)value).Max();
}

/// <summary>A container that the kernel killed though it was far below its limit.</summary>
internal sealed record Starved(string Container, string Node, double PeakShare, DateTimeOffset? At);
