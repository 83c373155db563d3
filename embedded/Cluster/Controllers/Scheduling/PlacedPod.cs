using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>A pod on a node as the scheduler needs it: what it takes up, and what others may say about it and it about others.</summary>
internal sealed record PlacedPod(ObjectKey Key, string Node)
{
    public required string Uid { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required Demand Demand { get; init; }

    public int Priority { get; init; }

    public DateTimeOffset? Started { get; init; }

    public bool IsDeleting { get; init; }

    public string? Owner { get; init; }

    /// <summary>The other pods beside which it does not stand.</summary>
    public required IReadOnlyList<PodTerm> AntiAffinity { get; init; }

    /// <summary>The ports of the node that it takes, as <c>protocol/address/port</c>.</summary>
    public required IReadOnlyList<HostPort> Ports { get; init; }

    /// <summary>The pod where it is bound, or null while it is not or takes up nothing any more.</summary>
    public static PlacedPod? From(JsonObject pod) =>
        pod.Text("spec", "nodeName") is { Length: > 0 } node && pod.Text("status", "phase") is not ("Succeeded" or "Failed") ? On(node, pod) : null;

    /// <summary>The pod as if it were bound to this node.</summary>
    public static PlacedPod On(string node, JsonObject pod) => new(ObjectKey.Core("pods", pod.Namespace(), pod.Name()), node)
    {
        Uid = pod.Uid(),
        Labels = pod.Labels(),
        Demand = Demand.Of(pod),
        Priority = pod.Count("spec", "priority"),
        Started = pod.Time("status", "startTime"),
        IsDeleting = pod.IsDeleting(),
        Owner = pod.ControllerReference().Text("uid"),
        AntiAffinity = PodTerm.Required(pod, "podAntiAffinity"),
        Ports = HostPort.Of(pod),
    };
}

/// <summary>A port of the node that a pod takes for itself.</summary>
internal readonly record struct HostPort(string Protocol, string Address, int Port)
{
    private const string Any = "0.0.0.0";

    public static IReadOnlyList<HostPort> Of(JsonObject pod) =>
    [
        .. pod.Objects("spec", "containers").SelectMany(container => container.Objects("ports"))
            .Where(port => port.Count("hostPort") > 0)
            .Select(port => new HostPort(port.Text("protocol") ?? "TCP", port.Text("hostIP") is { Length: > 0 } address ? address : Any, port.Count("hostPort"))),
    ];

    public bool Conflicts(HostPort other) => Port == other.Port && Protocol == other.Protocol && (Address == other.Address || Address == Any || other.Address == Any);
}
