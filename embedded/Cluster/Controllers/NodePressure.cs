using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>One kind of pressure on a node, in the kubelet's words; which nodes are under it is told by their annotation.</summary>
internal sealed record NodePressure(string Type, string Taint, (string Reason, string Message) Under, (string Reason, string Message) Free)
{
    public static IReadOnlyList<NodePressure> All { get; } =
    [
        new("MemoryPressure", "node.kubernetes.io/memory-pressure", ("KubeletHasInsufficientMemory", "kubelet has insufficient memory available"), ("KubeletHasSufficientMemory", "kubelet has sufficient memory available")),
        new("DiskPressure", "node.kubernetes.io/disk-pressure", ("KubeletHasDiskPressure", "kubelet has disk pressure"), ("KubeletHasNoDiskPressure", "kubelet has no disk pressure")),
        new("PIDPressure", "node.kubernetes.io/pid-pressure", ("KubeletHasInsufficientPID", "kubelet has insufficient PID available"), ("KubeletHasSufficientPID", "kubelet has sufficient PID available")),
    ];

    public (string Value, string Reason, string Message) Tell(JsonObject node) => IsUnder(node) ? ("True", Under.Reason, Under.Message) : ("False", Free.Reason, Free.Message);

    /// <summary>Whether the node's condition says how it is.</summary>
    public bool IsTold(JsonObject node) => node.Condition(Type).Text("status") == Tell(node).Value;

    private bool IsUnder(JsonObject node) =>
        (node.Annotation(NodeLifecycle.Pressure) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(Type);
}
