using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Resources asked for or offered: cores, bytes, pods.</summary>
internal readonly record struct Demand(double Cpu, double Memory, int Pods)
{
    public static Demand operator +(Demand left, Demand right) => new(left.Cpu + right.Cpu, left.Memory + right.Memory, left.Pods + right.Pods);

    /// <summary>What a pod asks for: the sum of its containers, or the greediest of its init containers where that is more.</summary>
    public static Demand Of(JsonNode pod)
    {
        var containers = pod.Objects("spec", "containers").Select(Requests).Aggregate(new Demand(0, 0, 0), (sum, next) => sum + next);
        var init = pod.Objects("spec", "initContainers").Select(Requests).ToList();
        return new(
            Math.Max(containers.Cpu, init.Select(demand => demand.Cpu).DefaultIfEmpty().Max()),
            Math.Max(containers.Memory, init.Select(demand => demand.Memory).DefaultIfEmpty().Max()),
            1);
    }

    /// <summary>What a node has to give.</summary>
    public static Demand Allocatable(JsonNode node) => new(
        node.Amount("status", "allocatable", "cpu"),
        node.Amount("status", "allocatable", "memory"),
        (int)node.Amount("status", "allocatable", "pods"));

    private static Demand Requests(JsonNode container) => new(Request(container, "cpu"), Request(container, "memory"), 0);

    /// <summary>A container that states only a limit asks for as much.</summary>
    private static double Request(JsonNode container, string resource) =>
        container.Amount("resources", container.At("resources", "requests", resource) is null ? "limits" : "requests", resource);
}
