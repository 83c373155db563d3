namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Whether one node suits a pod, whatever the others are like: cordon, taints, node affinity, ports, resources. In the scheduler's order.</summary>
internal static class NodeFit
{
    private static readonly Taint Cordon = new("node.kubernetes.io/unschedulable", "", "NoSchedule");

    /// <summary>The first obstacle, or null. <paramref name="without"/> are pods that are taken to be gone, <paramref name="promised"/> what is kept for others.</summary>
    public static Obstacle? Find(PodNeeds needs, NodeState node, IReadOnlySet<PlacedPod> without, Demand promised)
    {
        if (FindInNode(needs, node) is { } unsuited)
        {
            return unsuited;
        }

        if (needs.Pod.Ports.Count > 0 && node.Pods.Any(other => !without.Contains(other) && other.Ports.Any(port => needs.Pod.Ports.Any(port.Conflicts))))
        {
            return Obstacle.OfPods("node(s) didn't have free ports for the requested pod ports");
        }

        var used = without.Aggregate(node.Used + promised, (sum, gone) => gone.Node == node.Name ? sum - gone.Demand : sum);
        List<string> shortages = [.. needs.Pod.Demand.Shortages(node.Allocatable, used)];
        return shortages.Count == 0 ? null : Obstacle.OfPods(shortages);
    }

    /// <summary>What in the node itself keeps the pod away, whatever else is on it; null when nothing does.</summary>
    public static Obstacle? FindInNode(PodNeeds needs, NodeState node)
    {
        if (node.IsUnschedulable && !needs.Tolerates(Cordon))
        {
            return Obstacle.OfNode("node(s) were unschedulable");
        }

        foreach (var taint in node.Taints.Where(taint => taint.Effect is "NoSchedule" or "NoExecute" && taint.Key != Cordon.Key && !needs.Tolerates(taint)))
        {
            return Obstacle.OfNode($"node(s) had untolerated taint {taint}");
        }

        return needs.Wants(node) ? null : Obstacle.OfNode("node(s) didn't match Pod's node affinity/selector");
    }
}
