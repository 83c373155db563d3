namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>
/// Where a pod may stand beside other pods: its affinity and anti-affinity, and the anti-affinity of those that are there already. Works out once in which
/// places the pods of each term are, then answers for each node.
/// </summary>
internal sealed class Neighbourhood
{
    private static readonly Obstacle NoNeighbour = Obstacle.OfNode("node(s) didn't match pod affinity rules");
    private static readonly Obstacle WrongNeighbour = Obstacle.OfPods("node(s) didn't match pod anti-affinity rules");
    private static readonly Obstacle UnwantedByNeighbour = Obstacle.OfPods("node(s) didn't satisfy existing pods anti-affinity rules");

    private readonly PodNeeds needs;
    private readonly Placements placements;
    private readonly HashSet<(string Key, string Value)> wanted = [];
    private readonly HashSet<(string Key, string Value)> unwanted = [];
    private readonly HashSet<(string Key, string Value)> closed = [];
    private readonly bool isFirst;

    public Neighbourhood(PodNeeds needs, Placements placements, INamespaceLabels namespaces, IReadOnlySet<PlacedPod> without)
    {
        (this.needs, this.placements) = (needs, placements);
        if (needs.Affinity.Count > 0)
        {
            var company = placements.Matching(needs.Affinity[0], namespaces)
                .Where(pod => !without.Contains(pod) && needs.Affinity.All(term => term.Matches(pod.Key.Namespace, pod.Labels, namespaces))).ToList();
            needs.Affinity.ToList().ForEach(term => Mark(wanted, term, company));
            isFirst = company.Count == 0 && needs.Affinity.All(term => term.Matches(needs.Pod.Key.Namespace, needs.Pod.Labels, namespaces));
        }

        foreach (var term in needs.Pod.AntiAffinity)
        {
            Mark(unwanted, term, placements.Matching(term, namespaces).Where(pod => !without.Contains(pod)));
        }

        foreach (var other in placements.Exclusive.Where(other => !without.Contains(other)))
        {
            foreach (var term in other.AntiAffinity.Where(term => term.Matches(needs.Pod.Key.Namespace, needs.Pod.Labels, namespaces)))
            {
                Mark(closed, term, [other]);
            }
        }
    }

    public Obstacle? Find(NodeState node)
    {
        if (!HasCompany(node))
        {
            return NoNeighbour;
        }

        if (needs.Pod.AntiAffinity.Any(term => Stands(unwanted, node, term.TopologyKey)))
        {
            return WrongNeighbour;
        }

        return closed.Any(place => node.Labels.TryGetValue(place.Key, out var value) && value == place.Value) ? UnwantedByNeighbour : null;
    }

    /// <summary>A pod that wants to be with its like, and is the first of them, may go anywhere.</summary>
    private bool HasCompany(NodeState node) => needs.Affinity.Count == 0
        || needs.Affinity.All(term => isFirst ? node.Labels.ContainsKey(term.TopologyKey) : Stands(wanted, node, term.TopologyKey));

    private static bool Stands(HashSet<(string Key, string Value)> places, NodeState node, string key) =>
        node.Labels.TryGetValue(key, out var value) && places.Contains((key, value));

    private void Mark(HashSet<(string Key, string Value)> places, PodTerm term, IEnumerable<PlacedPod> pods)
    {
        foreach (var pod in pods)
        {
            if (placements.Node(pod.Node)?.Labels.TryGetValue(term.TopologyKey, out var value) == true)
            {
                places.Add((term.TopologyKey, value));
            }
        }
    }
}
