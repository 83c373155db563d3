namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// Scaling in the middle of a rollout: every ReplicaSet with pods grows or shrinks in proportion to its size, so that the mixture of versions stays
/// as it was. What rounding leaves over goes to the biggest (the newest of equals when growing, the oldest when shrinking).
/// </summary>
internal static class ProportionalScaling
{
    public static IReadOnlyList<Resize> Resize(RollingLimits limits, IReadOnlyList<ReplicaSetSize> active)
    {
        var allowed = limits.Desired > 0 ? limits.MostPods : 0;
        var toAdd = allowed - active.Sum(set => set.Replicas);
        var ordered = toAdd > 0
            ? active.OrderByDescending(set => set.Replicas).ThenByDescending(set => set.Created)
            : active.OrderByDescending(set => set.Replicas).ThenBy(set => set.Created);
        var sets = ordered.ThenBy(set => set.Name, StringComparer.Ordinal).ToList();
        var sizes = new int[sets.Count];
        var added = 0;
        for (var i = 0; i < sets.Count; i++)
        {
            var share = toAdd == 0 ? 0 : Share(limits, sets[i], toAdd, added);
            sizes[i] = sets[i].Replicas + share;
            added += share;
        }

        if (sizes.Length > 0)
        {
            sizes[0] = Math.Max(0, sizes[0] + toAdd - added);
        }

        return [.. sets.Select((set, i) => new Resize(set.Name, sizes[i]))];
    }

    private static int Share(RollingLimits limits, ReplicaSetSize set, int toAdd, int added)
    {
        if (set.Replicas == 0 || toAdd == added)
        {
            return 0;
        }

        var fraction = Fraction(limits, set);
        var left = toAdd - added;
        return toAdd > 0 ? Math.Min(fraction, left) : Math.Max(fraction, left);
    }

    private static int Fraction(RollingLimits limits, ReplicaSetSize set)
    {
        if (limits.Desired == 0)
        {
            return -set.Replicas;
        }

        var scaled = (double)set.Replicas * limits.MostPods / set.MostPods;
        return (int)Math.Round(scaled, MidpointRounding.AwayFromZero) - set.Replicas;
    }
}
