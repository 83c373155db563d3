using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Neighbours;

/// <summary>A workload as far as others know it and it knows others: slim, as a namespace may have thousands.</summary>
internal sealed record WorkloadNode(WorkloadRef Ref, IReadOnlyDictionary<string, string> PodLabels)
{
    private const string DependsOn = "autocura.io/depends-on";

    /// <summary>What its variables say it calls.</summary>
    public IReadOnlyList<AddressView> Addresses { get; init; } = [];

    /// <summary>What people declared that it needs: "cart", "db/postgres".</summary>
    public IReadOnlyList<string> Declared { get; init; } = [];

    public IReadOnlyList<ContainerView> Containers { get; init; } = [];

    public int Replicas { get; init; }

    public int ReadyReplicas { get; init; }

    /// <summary>As the API takes it in a query.</summary>
    public string Selector { get; init; } = "";

    /// <summary>The labels by which it knows its pods.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? ReleasedAt { get; init; }

    public static WorkloadNode Of(JsonObject workload, string cluster)
    {
        var state = WorkloadState.View(workload);
        return new WorkloadNode(new WorkloadRef(cluster, workload.Text("kind") ?? "", workload.Text("metadata", "namespace") ?? "", workload.Name()), state.PodLabels)
        {
            Addresses = [.. TemplateAddresses.Of(workload)],
            Declared = (workload.Text("metadata", "annotations", DependsOn) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Containers = [.. state.Containers.Select(container => container with { Probes = [], Addresses = [], Command = "" })],
            Replicas = state.Replicas,
            ReadyReplicas = state.ReadyReplicas,
            MatchLabels = workload.Map("spec", "selector", "matchLabels"),
            Selector = Selectors.Of(workload.At("spec", "selector")),
            ReleasedAt = ReleasedAtOf(workload, state),
        };
    }

    // A first release is how it began; of a later one the template was written last when it began.
    private static DateTimeOffset? ReleasedAtOf(JsonObject workload, WorkloadView state) => workload.Long("metadata", "generation") > 1 && state.Revision != 1
        ? state.Changes.FirstOrDefault(change => change.Fields.Contains("spec.template") && change.At > workload.CreatedAt())?.At
        : null;
}
