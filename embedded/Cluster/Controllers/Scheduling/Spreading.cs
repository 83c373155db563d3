namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>How the pods of one spread constraint stand over the cluster, and so what one more would do to it on each node.</summary>
internal sealed class Spreading
{
    private const string Uneven = "node(s) didn't match pod topology spread constraints";
    private static readonly Obstacle TooMany = Obstacle.OfPods(Uneven);
    private static readonly Obstacle NoPlace = Obstacle.OfNode($"{Uneven} (missing required label)");
    private readonly SpreadConstraint constraint;
    private readonly Dictionary<string, int> places = [];
    private readonly int self;
    private readonly int least;

    public Spreading(SpreadConstraint constraint, PodNeeds needs, Placements placements, IReadOnlySet<PlacedPod> without)
    {
        this.constraint = constraint;
        var counted = placements.Nodes.Where(node => IsCounted(node, needs)).ToDictionary(node => node.Name, node => node.Labels[constraint.TopologyKey]);
        foreach (var place in counted.Values)
        {
            places[place] = 0;
        }

        var term = new PodTerm(constraint.Pods, [needs.Pod.Key.Namespace!], Selectors.LabelSelector.Nothing, constraint.TopologyKey, 0);
        foreach (var pod in placements.Matching(term, NoNamespaces.Instance).Where(pod => !pod.IsDeleting && !without.Contains(pod)))
        {
            if (counted.TryGetValue(pod.Node, out var place))
            {
                places[place]++;
            }
        }

        self = constraint.Pods.Matches(needs.Pod.Labels) ? 1 : 0;
        least = places.Count < constraint.MinDomains ? 0 : places.Values.DefaultIfEmpty().Min();
    }

    public Obstacle? Find(NodeState node)
    {
        if (!node.Labels.TryGetValue(constraint.TopologyKey, out var place))
        {
            return NoPlace;
        }

        return places.GetValueOrDefault(place) + self - least > constraint.MaxSkew ? TooMany : null;
    }

    /// <summary>How crowded the node's place is: less is better. A constraint over many small places weighs more.</summary>
    public double Crowd(NodeState node) => node.Labels.TryGetValue(constraint.TopologyKey, out var place)
        ? (places.GetValueOrDefault(place) * Math.Log(places.Count + 2)) + constraint.MaxSkew - 1
        : double.PositiveInfinity;

    private bool IsCounted(NodeState node, PodNeeds needs) => node.Labels.ContainsKey(constraint.TopologyKey)
        && needs.Spread.Where(other => other.IsHard == constraint.IsHard).All(other => node.Labels.ContainsKey(other.TopologyKey))
        && (!constraint.HonorsAffinity || needs.Wants(node))
        && (!constraint.HonorsTaints || node.Taints.All(taint => taint.Effect == "PreferNoSchedule" || needs.Tolerates(taint)));

    private sealed class NoNamespaces : INamespaceLabels
    {
        public static NoNamespaces Instance { get; } = new();

        public IReadOnlyDictionary<string, string> Of(string? ns) => new Dictionary<string, string>();
    }
}
