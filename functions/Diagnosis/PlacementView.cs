namespace Autocura.Diagnosis;

/// <summary>What a pod template asks of nodes, neighbours and the network it runs in.</summary>
public sealed record PlacementView
{
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>Required node affinity, a line a term ("kubernetes.io/arch In arm64").</summary>
    public IReadOnlyList<string> NodeAffinity { get; init; } = [];

    /// <summary>Required pod anti-affinity, a line a term ("app=cart per kubernetes.io/hostname").</summary>
    public IReadOnlyList<string> AntiAffinity { get; init; } = [];

    public IReadOnlyList<string> Tolerations { get; init; } = [];

    public string PriorityClass { get; init; } = "";

    /// <summary>"ClusterFirst" unless another is set.</summary>
    public string DnsPolicy { get; init; } = "ClusterFirst";

    public bool HostNetwork { get; init; }
}
