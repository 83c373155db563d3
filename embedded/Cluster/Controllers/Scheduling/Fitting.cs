using System.Collections.Immutable;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Asks of every node whether a pod can go there: now, or if some pods were gone.</summary>
internal sealed class Fitting(PodNeeds needs, Placements placements, INamespaceLabels namespaces)
{
    public static readonly IReadOnlySet<PlacedPod> Nobody = ImmutableHashSet<PlacedPod>.Empty;
    private readonly Surrounding now = new(needs, placements, namespaces, Nobody);

    public PodNeeds Needs => needs;

    public Placements Placements => placements;

    public Obstacle? Find(NodeState node) => Find(node, Nobody, now);

    /// <summary>The obstacle that would be left if these pods were gone.</summary>
    public Obstacle? FindWithout(NodeState node, IReadOnlySet<PlacedPod> without) =>
        Find(node, without, now.IsEmpty ? now : new Surrounding(needs, placements, namespaces, without));

    private Obstacle? Find(NodeState node, IReadOnlySet<PlacedPod> without, Surrounding surrounding) =>
        NodeFit.Find(needs, node, without, placements.Nominated(node.Name, needs.Pod.Key, needs.Pod.Priority)) ?? surrounding.Find(node);

    private sealed class Surrounding(PodNeeds needs, Placements placements, INamespaceLabels namespaces, IReadOnlySet<PlacedPod> without)
    {
        private readonly List<Spreading> spreads = [.. needs.Spread.Where(constraint => constraint.IsHard).Select(constraint => new Spreading(constraint, needs, placements, without))];
        private readonly Neighbourhood neighbours = new(needs, placements, namespaces, without);

        public bool IsEmpty { get; } = !needs.LooksAtPods && placements.Exclusive.Count == 0;

        public Obstacle? Find(NodeState node) => IsEmpty ? null : spreads.Select(spread => spread.Find(node)).FirstOrDefault(obstacle => obstacle is not null) ?? neighbours.Find(node);
    }
}
