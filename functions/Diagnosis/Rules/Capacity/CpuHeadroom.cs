using System.Globalization;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>How far a container's CPU limit may be raised, and to what.</summary>
internal static class CpuHeadroom
{
    // Doubling finds a sufficient limit in few attempts and overshoots by at most two, as for memory.
    private const int Factor = 2;

    /// <summary>The container's limit in cores in the release before the current one; null when there was none.</summary>
    public static double? LimitBefore(Evidence evidence, string container)
    {
        var current = evidence.Current();
        var before = evidence.Releases.SkipWhile(release => release != current).Skip(1).FirstOrDefault();
        return before?.Containers.FirstOrDefault(candidate => candidate.Name == container)?.CpuLimit;
    }

    /// <summary>
    /// Raises the limit to the larger of twice the present one and the last known one, as far as the namespace's quota leaves room. Null when there is no
    /// limit to raise, or no room.
    /// </summary>
    public static Remedy? Raise(Evidence evidence, ContainerView container)
    {
        if (container.CpuLimit is not { } present || present <= 0 || evidence.State is not { } state)
        {
            return null;
        }

        var wanted = Math.Max(present * Factor, LimitBefore(evidence, container.Name) ?? 0);
        var left = (evidence.Surroundings?.Quotas ?? []).Where(quota => quota.Resource == "limits.cpu").Select(quota => Math.Max(0, quota.Hard - quota.Used)).DefaultIfEmpty(double.MaxValue).Min();
        var granted = Math.Min(wanted, present + (left / Math.Max(1, state.Replicas)));
        if (Millicores(granted) <= Millicores(present))
        {
            return null;
        }

        var capped = granted < wanted ? ", all that the quota leaves" : "";
        return new Remedy(
            ActionNames.AdjustResources,
            evidence.Workload.Target(),
            new Dictionary<string, string> { [ActionParameters.Container] = container.Name, [ActionParameters.CpuLimit] = InMillicores(granted) },
            $"more CPU for {container.Name}: {InMillicores(present)} -> {InMillicores(granted)}{capped}")
        {
            Chance = granted < wanted ? CureChance.Fair : CureChance.Likely,
        };
    }

    /// <summary>"500m": what a person would write.</summary>
    public static string InMillicores(double cores) => string.Create(CultureInfo.InvariantCulture, $"{Millicores(cores)}m");

    private static long Millicores(double cores) => (long)Math.Floor(cores * 1000 + 1e-6);
}
