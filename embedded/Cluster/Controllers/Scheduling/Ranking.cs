namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>
/// Puts the nodes that fit in order, by the weighted votes of the default scheduler: taints that say "rather not", preferred nodes, preferred neighbours,
/// evenness, and room that is left. Each vote is brought to 0..100 over the nodes in question.
/// </summary>
internal sealed class Ranking(PodNeeds needs, Placements placements, INamespaceLabels namespaces)
{
    private const double Full = 100;

    public NodeState Best(IReadOnlyList<NodeState> nodes)
    {
        var votes = new double[nodes.Count];
        Vote(votes, 3, Reversed([.. nodes.Select(Reluctance)]));
        Vote(votes, 2, Scaled([.. nodes.Select(Preference)]));
        Vote(votes, 2, Neighbours(nodes));
        Vote(votes, 2, Evenness(nodes));
        Vote(votes, 1, [.. nodes.Select(Room)]);
        var best = 0;
        for (var i = 1; i < votes.Length; i++)
        {
            best = votes[i] > votes[best] + 1e-6 ? i : best;
        }

        return nodes[best];
    }

    private static void Vote(double[] votes, double weight, double[] scores)
    {
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] += weight * scores[i];
        }
    }

    private double Reluctance(NodeState node) => node.Taints.Count(taint => taint.Effect == "PreferNoSchedule" && !needs.Tolerates(taint));

    private double Preference(NodeState node) => needs.PreferredNodes.Where(term => term.Matches(node)).Sum(term => term.Weight);

    /// <summary>Room that is left, and how evenly cores and memory are taken.</summary>
    private double Room(NodeState node)
    {
        var (cpu, memory) = node.Load(needs.Pod.Demand);
        return ((1 - cpu + 1 - memory) / 2 * Full) + ((1 - (Math.Abs(cpu - memory) / 2)) * Full);
    }

    private double[] Neighbours(IReadOnlyList<NodeState> nodes)
    {
        if (needs.PreferredPods.Count == 0)
        {
            return new double[nodes.Count];
        }

        var weights = new Dictionary<(string Key, string Value), double>();
        foreach (var term in needs.PreferredPods)
        {
            foreach (var pod in placements.Matching(term, namespaces))
            {
                if (placements.Node(pod.Node)?.Labels.TryGetValue(term.TopologyKey, out var value) == true)
                {
                    weights[(term.TopologyKey, value)] = weights.GetValueOrDefault((term.TopologyKey, value)) + term.Weight;
                }
            }
        }

        double[] sums = [.. nodes.Select(node => weights.Where(place => node.Labels.TryGetValue(place.Key.Key, out var value) && value == place.Key.Value).Sum(place => place.Value))];
        var (least, most) = (sums.Min(), sums.Max());
        return [.. sums.Select(sum => most > least ? (sum - least) / (most - least) * Full : 0)];
    }

    /// <summary>By the pod's own soft constraints; a pod that states none is kept apart from those of its owner.</summary>
    private double[] Evenness(IReadOnlyList<NodeState> nodes)
    {
        var soft = needs.Spread.Where(constraint => !constraint.IsHard).Select(constraint => new Spreading(constraint, needs, placements, Fitting.Nobody)).ToList();
        double[] crowds = [.. nodes.Select(node => soft.Count > 0 ? soft.Sum(spread => spread.Crowd(node)) : needs.Spread.Count > 0 ? 0 : node.CountOf(needs.Pod.Owner))];
        var known = crowds.Where(double.IsFinite).DefaultIfEmpty().ToList();
        var (least, most) = (known.Min(), known.Max());
        return [.. crowds.Select(crowd => !double.IsFinite(crowd) ? 0 : most > 0 ? (most + least - crowd) / most * Full : Full)];
    }

    private static double[] Scaled(double[] sums) => sums.Max() is > 0 and var most ? [.. sums.Select(sum => sum / most * Full)] : sums;

    private static double[] Reversed(double[] sums) => [.. Scaled(sums).Select(score => Full - score)];
}
