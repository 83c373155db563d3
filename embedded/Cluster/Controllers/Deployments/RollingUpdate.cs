namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// The arithmetic of a rolling update, step by step: the new ReplicaSet grows into what the surge leaves free, the old ones shrink as far as
/// availability allows, those with broken pods first. Pure, so that each rule can be checked against the documented behaviour.
/// </summary>
internal static class RollingUpdate
{
    /// <summary>The size the new ReplicaSet shall have now. <paramref name="total"/> is the desired size of all ReplicaSets together.</summary>
    public static int NewSize(RollingLimits limits, int newSize, int total)
    {
        if (newSize >= limits.Desired)
        {
            return limits.Desired;
        }

        var free = limits.MostPods - total;
        return free <= 0 ? newSize : newSize + Math.Min(free, limits.Desired - newSize);
    }

    /// <summary>The old ReplicaSets that shrink now. Unhealthy pods go first, as taking them away costs no availability.</summary>
    public static IReadOnlyList<Resize> ShrinkOld(RollingLimits limits, ReplicaSetSize newest, IReadOnlyList<ReplicaSetSize> old)
    {
        var oldPods = old.Sum(set => set.Replicas);
        if (oldPods == 0)
        {
            return [];
        }

        var newUnavailable = newest.Replicas - newest.Available;
        var removable = oldPods + newest.Replicas - limits.LeastAvailable - newUnavailable;
        if (removable <= 0)
        {
            return [];
        }

        var sizes = old.OrderBy(set => set.Created).ThenBy(set => set.Name, StringComparer.Ordinal).ToArray();
        RemoveUnhealthy(sizes, removable);
        RemoveHealthy(sizes, newest.Available + old.Sum(set => set.Available) - limits.LeastAvailable);
        var before = old.ToDictionary(set => set.Name, set => set.Replicas);
        return [.. sizes.Where(set => set.Replicas != before[set.Name]).Select(set => new Resize(set.Name, set.Replicas))];
    }

    private static void RemoveUnhealthy(Span<ReplicaSetSize> sizes, int removable)
    {
        foreach (ref var set in sizes)
        {
            var unhealthy = Math.Min(removable, set.Replicas - set.Available);
            if (unhealthy > 0)
            {
                set = set with { Replicas = set.Replicas - unhealthy };
                removable -= unhealthy;
            }
        }
    }

    private static void RemoveHealthy(Span<ReplicaSetSize> sizes, int removable)
    {
        foreach (ref var set in sizes)
        {
            var removed = Math.Min(removable, set.Replicas);
            if (removed > 0)
            {
                set = set with { Replicas = set.Replicas - removed };
                removable -= removed;
            }
        }
    }
}
