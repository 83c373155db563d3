namespace Autocura.Diagnosis;

/// <summary>How far a container's memory limit may be raised, and to what.</summary>
internal static class MemoryHeadroom
{
    /// <summary>The administrator's ceiling for a container's memory, on the workload or its namespace: "2Gi".</summary>
    public const string CeilingAnnotation = "autocura.io/max-memory";

    // Doubling finds a sufficient limit in few attempts and overshoots by at most two, the same step that the vertical autoscaler's "bump up" came from.
    private const int Factor = 2;

    // A node's own daemons and the other pods need room too: one container never gets more than this share of it.
    private const double ShareOfNode = 0.8;

    // Limits are whole steps of this size, as people write them.
    private const long Step = 16 * MemoryQuantity.MiB;

    /// <summary>The container's limit in the release before the current one; null when there was none.</summary>
    public static long? LimitBefore(Evidence evidence, string container)
    {
        var current = evidence.Current();
        var before = evidence.Releases.SkipWhile(release => release != current).Skip(1).FirstOrDefault();
        return before?.Containers.FirstOrDefault(candidate => candidate.Name == container)?.MemoryLimit;
    }

    /// <summary>
    /// Raises the limit to the larger of twice the present one and the last known one, within the ceilings. Null when there is no limit to raise, or
    /// none of the ceilings leaves room; an unreadable ceiling leaves none.
    /// </summary>
    public static Remedy? Raise(Evidence evidence, string container, ContainerView? declared)
    {
        if (declared?.MemoryLimit is not { } limit || evidence.State is not { } state)
        {
            return null;
        }

        var wanted = RoundUp(Math.Max(limit * Factor, LimitBefore(evidence, container) ?? 0));
        var (ceiling, whose) = Ceiling(state);
        var granted = Math.Min(wanted, ceiling / MemoryQuantity.MiB * MemoryQuantity.MiB);
        if (granted <= limit)
        {
            return null;
        }

        var capped = granted < wanted ? $", all that {whose} allows" : "";
        return new Remedy(
            ActionNames.AdjustResources,
            evidence.Workload.Target(),
            new Dictionary<string, string>
            {
                [ActionParameters.Container] = container,
                [ActionParameters.MemoryLimit] = MemoryQuantity.InMebibytes(granted),
            },
            $"more memory for {container}: {MemoryQuantity.InMebibytes(limit)} -> {MemoryQuantity.InMebibytes(granted)}{capped}")
        {
            Chance = granted < wanted ? CureChance.Fair : CureChance.Likely,
        };
    }

    private static (long Bytes, string Whose) Ceiling(WorkloadView state)
    {
        var node = state.NodeMemory is { } memory ? (Bytes: (long)(memory * ShareOfNode), Whose: "the node") : (Bytes: long.MaxValue, Whose: "nobody");
        return new[] { state.Annotations, state.NamespaceAnnotations }
            .Where(annotations => annotations.ContainsKey(CeilingAnnotation))
            .Select(annotations => (Bytes: MemoryQuantity.Parse(annotations[CeilingAnnotation]) ?? 0, Whose: CeilingAnnotation))
            .Append(node)
            .MinBy(ceiling => ceiling.Bytes);
    }

    private static long RoundUp(long bytes) => (bytes + Step - 1) / Step * Step;
}
