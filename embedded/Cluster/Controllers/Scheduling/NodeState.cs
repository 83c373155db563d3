using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>A taint of a node.</summary>
internal readonly record struct Taint(string Key, string Value, string Effect)
{
    public override string ToString() => $"{{{Key}: {Value}}}";
}

/// <summary>A node as the scheduler sees it: read once, and kept until the node itself changes.</summary>
internal sealed class NodeState(JsonObject node)
{
    private readonly Dictionary<ObjectKey, PlacedPod> pods = [];
    private readonly Dictionary<string, int> ofOwner = [];

    public string Name { get; } = node.Name();

    public IReadOnlyDictionary<string, string> Labels { get; private set; } = node.Labels();

    public IReadOnlyList<Taint> Taints { get; private set; } = ReadTaints(node);

    public bool IsUnschedulable { get; private set; } = node.Is("spec", "unschedulable");

    public Demand Allocatable { get; private set; } = Demand.Allocatable(node);

    public Demand Used { get; private set; } = Demand.None;

    public IReadOnlyCollection<PlacedPod> Pods => pods.Values;

    /// <summary>Share of cores and memory that is asked for, 0 to 1 each.</summary>
    public (double Cpu, double Memory) Load(Demand more) =>
        (Math.Min(1, (Used.Cpu + more.Cpu) / Math.Max(0.001, Allocatable.Cpu)), Math.Min(1, (Used.Memory + more.Memory) / Math.Max(1, Allocatable.Memory)));

    public int CountOf(string? owner) => owner is null ? 0 : ofOwner.GetValueOrDefault(owner);

    /// <summary>Whether a change of the node can matter to where pods go. Most changes are heartbeats.</summary>
    public static bool Matters(JsonObject before, JsonObject after) =>
        !JsonNode.DeepEquals(before["spec"], after["spec"])
        || !JsonNode.DeepEquals(before.At("metadata", "labels"), after.At("metadata", "labels"))
        || !JsonNode.DeepEquals(before.At("status", "allocatable"), after.At("status", "allocatable"));

    public void Read(JsonObject node)
    {
        Labels = node.Labels();
        Taints = ReadTaints(node);
        IsUnschedulable = node.Is("spec", "unschedulable");
        Allocatable = Demand.Allocatable(node);
    }

    public void Add(PlacedPod pod)
    {
        pods.Add(pod.Key, pod);
        Used += pod.Demand;
        if (pod.Owner is not null)
        {
            ofOwner[pod.Owner] = CountOf(pod.Owner) + 1;
        }
    }

    public void Remove(PlacedPod pod)
    {
        pods.Remove(pod.Key);
        Used = pods.Count == 0 ? Demand.None : Used - pod.Demand;
        if (pod.Owner is not null && (ofOwner[pod.Owner] = CountOf(pod.Owner) - 1) == 0)
        {
            ofOwner.Remove(pod.Owner);
        }
    }

    private static List<Taint> ReadTaints(JsonObject node) =>
        [.. node.Objects("spec", "taints").Select(taint => new Taint(taint.Text("key") ?? "", taint.Text("value") ?? "", taint.Text("effect") ?? ""))];
}
