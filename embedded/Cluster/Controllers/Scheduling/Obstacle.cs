namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Why a pod cannot go to a node, in the scheduler's words, and whether it could if other pods went away.</summary>
internal sealed record Obstacle(IReadOnlyList<string> Reasons, bool GoesWithPods)
{
    /// <summary>An obstacle that lies in the node itself.</summary>
    public static Obstacle OfNode(string reason) => new([reason], GoesWithPods: false);

    /// <summary>An obstacle that lies in the pods which are there.</summary>
    public static Obstacle OfPods(params IReadOnlyList<string> reasons) => new(reasons, GoesWithPods: true);
}
