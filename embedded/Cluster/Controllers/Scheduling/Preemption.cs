using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>What came of the search for pods to send away: a node with its victims, or why there is none.</summary>
internal sealed record PreemptionOutcome(Sacrifice? Found, string Message);

/// <summary>The pods that would have to leave a node, the most important first, and how many of them a disruption budget protects.</summary>
internal sealed record Sacrifice(NodeState Node, IReadOnlyList<PlacedPod> Victims, int ProtectedVictims);

/// <summary>
/// Finds the node on which a pod would fit if less important pods left it. As few as possible leave: protected ones are kept if they can be, then the more
/// important. Of several nodes, the one whose victims are least protected, least important, fewest and youngest.
/// </summary>
internal sealed class Preemption(ClusterClient client, Fitting fitting)
{
    private readonly int priority = fitting.Needs.Pod.Priority;

    public PreemptionOutcome Find(JsonObject pod, IReadOnlyList<(NodeState Node, Obstacle Obstacle)> refusals)
    {
        if (pod.Text("spec", "preemptionPolicy") == "Never")
        {
            return new(null, "not eligible due to preemptionPolicy=Never.");
        }

        if (WaitsForVictims(pod))
        {
            return new(null, "not eligible due to a terminating pod on the nominated node.");
        }

        var reasons = new List<string>();
        var found = new List<Sacrifice>();
        foreach (var (node, obstacle) in refusals)
        {
            if (!obstacle.GoesWithPods)
            {
                reasons.Add("Preemption is not helpful for scheduling");
            }
            else if (On(node, reasons) is { } sacrifice)
            {
                found.Add(sacrifice);
            }
        }

        return found.Count > 0 ? new(Choose(found), "") : new(null, Refusal.Text(refusals.Count, reasons));
    }

    private bool WaitsForVictims(JsonObject pod) =>
        pod.Text("status", "nominatedNodeName") is { Length: > 0 } name
        && fitting.Placements.Node(name) is { } node
        && node.Pods.Any(other => other.IsDeleting && other.Priority < priority);

    private Sacrifice? On(NodeState node, List<string> reasons)
    {
        var gone = Set(node.Pods.Where(other => other.Priority < priority));
        if (gone.Count == 0)
        {
            reasons.Add("No preemption victims found for incoming pod");
            return null;
        }

        if (fitting.FindWithout(node, gone) is { } left)
        {
            reasons.AddRange(left.Reasons);
            return null;
        }

        var (guarded, free) = Split(gone);
        var victims = new List<PlacedPod>();
        var protectedVictims = Spare(node, gone, guarded, victims);
        Spare(node, gone, free, victims);
        return new(node, [.. victims.OrderByDescending(victim => victim.Priority).ThenBy(Started)], protectedVictims);
    }

    /// <summary>Lets pods stay as long as the new one still fits, and returns how many cannot.</summary>
    private int Spare(NodeState node, HashSet<PlacedPod> gone, IEnumerable<PlacedPod> candidates, List<PlacedPod> victims)
    {
        var before = victims.Count;
        foreach (var candidate in candidates)
        {
            gone.Remove(candidate);
            if (fitting.FindWithout(node, gone) is not null)
            {
                gone.Add(candidate);
                victims.Add(candidate);
            }
        }

        return victims.Count - before;
    }

    /// <summary>Parts the pods into those whose departure would break a budget and the others; each with the most important first.</summary>
    private (List<PlacedPod> Guarded, List<PlacedPod> Free) Split(IEnumerable<PlacedPod> pods)
    {
        var (guarded, free) = (new List<PlacedPod>(), new List<PlacedPod>());
        var left = new Dictionary<string, long>();
        foreach (var pod in pods.OrderByDescending(pod => pod.Priority).ThenBy(Started).ThenBy(pod => pod.Key.ToString(), StringComparer.Ordinal))
        {
            var breaks = false;
            foreach (var budget in client.List("policy", "poddisruptionbudgets", pod.Key.Namespace).Where(budget => LabelSelector.OfWorkload(budget.At("spec", "selector")).Matches(pod.Labels)))
            {
                var allowed = left.GetValueOrDefault(budget.Uid(), budget.Number("status", "disruptionsAllowed") ?? 0) - 1;
                left[budget.Uid()] = allowed;
                breaks |= allowed < 0;
            }

            (breaks ? guarded : free).Add(pod);
        }

        return (guarded, free);
    }

    private static Sacrifice Choose(List<Sacrifice> found) => found
        .OrderBy(sacrifice => sacrifice.ProtectedVictims)
        .ThenBy(sacrifice => sacrifice.Victims.Select(victim => victim.Priority).DefaultIfEmpty(int.MinValue).Max())
        .ThenBy(sacrifice => sacrifice.Victims.Sum(victim => (long)victim.Priority))
        .ThenBy(sacrifice => sacrifice.Victims.Count)
        .ThenByDescending(EarliestStartOfMostImportant)
        .First();

    private static DateTimeOffset EarliestStartOfMostImportant(Sacrifice sacrifice) => sacrifice.Victims.Count == 0
        ? DateTimeOffset.MaxValue
        : sacrifice.Victims.Where(victim => victim.Priority == sacrifice.Victims[0].Priority).Min(Started);

    private static DateTimeOffset Started(PlacedPod pod) => pod.Started ?? DateTimeOffset.MaxValue;

    private static HashSet<PlacedPod> Set(IEnumerable<PlacedPod> pods) => new(pods, ReferenceEqualityComparer.Instance);
}

/// <summary>The sentence in which the scheduler tells why no node will do.</summary>
internal static class Refusal
{
    public static string Text(int nodes, IEnumerable<string> reasons)
    {
        var counted = reasons.GroupBy(reason => reason).Select(group => $"{group.Count()} {group.Key}").Order(StringComparer.Ordinal);
        return $"0/{nodes} nodes are available: {string.Join(", ", counted)}.";
    }
}
