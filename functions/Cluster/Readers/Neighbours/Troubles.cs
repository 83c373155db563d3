using System.Globalization;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;

namespace Autocura.Cluster.Readers.Neighbours;

/// <summary>What is wrong with a neighbour, in a line: from its replicas, its pods and the Services in front of it. Empty when nothing is seen.</summary>
internal static class Troubles
{
    private const int Longest = 200;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    public static string Of(Neighbour neighbour, IReadOnlyList<NamedService> services, IReadOnlyList<PodView> pods, DateTimeOffset now)
    {
        var node = neighbour.Node;
        var isMissed = neighbour is { Direction: Direction.Dependency, Edge.IsByAddress: true } && services.Count == 0;
        var lines = new[] { Readiness(node, pods), Restarts(pods, now), Port(node, services), isMissed ? "no Service leads to it" : null };
        return string.Join("; ", lines.OfType<string>()).Clip(Longest);
    }

    private static string? Readiness(WorkloadNode node, IReadOnlyList<PodView> pods)
    {
        if (node.Replicas == 0)
        {
            return "it has no replicas";
        }

        return node.ReadyReplicas >= node.Replicas ? null
            : Why(pods) is { } why ? Invariant($"{node.ReadyReplicas} of {node.Replicas} pods ready: {why}")
            : Invariant($"{node.ReadyReplicas} of {node.Replicas} pods ready");
    }

    private static string? Why(IReadOnlyList<PodView> pods)
    {
        var ill = pods.FirstOrDefault(pod => !pod.Ready);
        var container = ill?.Containers.FirstOrDefault(candidate => candidate.Waiting is not null and not "PodInitializing") ?? ill?.Containers.FirstOrDefault(candidate => candidate.LastEnd is not null);
        return ill is null ? pods.Count == 0 ? "no pod was made" : null
            : ill.Unschedulable is { } unplaced ? $"unschedulable, {unplaced}"
            : container is null ? null
            : container.LastEnd is { } end && container.Waiting is not null ? $"{container.Waiting}, last {end}"
            : container.Waiting ?? container.LastEnd;
    }

    private static string? Restarts(IReadOnlyList<PodView> pods, DateTimeOffset now)
    {
        var ended = pods.Where(pod => pod.Ready).SelectMany(pod => pod.Containers).Where(container => container.LastEndAt >= now - Lately).OrderByDescending(container => container.LastEndAt).FirstOrDefault();
        return ended is null ? null : Invariant($"{ended.Name} ended {(now - ended.LastEndAt!.Value).TotalSeconds:0} s ago ({ended.LastEnd}, exit {ended.LastExitCode})");
    }

    private static string? Port(WorkloadNode node, IReadOnlyList<NamedService> services) => services
        .SelectMany(service => service.Ports, (service, port) => (service, port))
        .Where(pair => ContainerPorts.Meets(pair.port, node.Containers) is PortMeeting.None)
        .Select(pair => $"Service {pair.service.Name} leads to port {pair.port.TargetPort}, which no container has")
        .FirstOrDefault();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
