using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>
/// The incidents that are one trouble with a given one, directly or through others. An incident that is certain of its own cause belongs to it but leads no
/// further: two causes that make one workload ill are still two.
/// </summary>
internal static class Component
{
    public static IReadOnlyList<Standing> Of(Standing self, IReadOnlyList<Standing> others, TimeSpan window)
    {
        var index = Index(others);
        var reached = new HashSet<string> { self.InstanceId };
        var component = new List<Standing>();
        var open = new Queue<Standing>([self]);
        while (open.TryDequeue(out var here))
        {
            foreach (var next in Tokens(here).SelectMany(token => Take(index, token, here, reached, window)).ToList())
            {
                component.Add(next);
                if (next.Ties is { CauseIsOwn: false })
                {
                    open.Enqueue(next);
                }
            }
        }

        return component;
    }

    /// <summary>Takes what is related out of a token's list, so that a list which many share is walked once and not once for each of them.</summary>
    private static List<Standing> Take(Dictionary<string, List<Standing>> index, string token, Standing here, HashSet<string> reached, TimeSpan window)
    {
        var found = new List<Standing>();
        index.GetValueOrDefault(token)?.RemoveAll(other =>
        {
            if (reached.Contains(other.InstanceId)) return true;
            if (Relation.Between(here, other, window) is null) return false;
            reached.Add(other.InstanceId);
            found.Add(other);
            return true;
        });
        return found;
    }

    private static Dictionary<string, List<Standing>> Index(IReadOnlyList<Standing> standings)
    {
        var index = new Dictionary<string, List<Standing>>();
        foreach (var standing in standings)
        {
            foreach (var token in Tokens(standing))
            {
                if (!index.TryGetValue(token, out var list)) index[token] = list = [];
                list.Add(standing);
            }
        }

        return index;
    }

    /// <summary>What two related incidents have at least one of in common.</summary>
    private static IEnumerable<string> Tokens(Standing standing)
    {
        yield return $"workload {WorkloadDigest.Of(standing.Workload)}";
        if (standing.Ties is not { } ties)
        {
            yield break;
        }

        if (ties.Origin is { } origin) yield return $"workload {WorkloadDigest.Of(origin)}";
        if (ties.Culprit.Length > 0) yield return $"culprit {ties.Culprit}";
        foreach (var below in ties.Below) yield return $"workload {below}";
        foreach (var node in ties.Nodes) yield return $"node {node}";
        foreach (var changed in ties.Changed) yield return $"change {changed}";
    }
}
