using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;

namespace Autocura.Dashboard;

/// <summary>One object of the record as the cluster has it, without what only the cluster needs.</summary>
public sealed record RecordView(string Kind, string Namespace, string Name, DateTimeOffset CreatedAt)
{
    public JsonNode? Spec { get; init; }

    public JsonNode? Status { get; init; }

    public static RecordView Of(ResourceKind kind, JsonObject found) =>
        new(kind.Kind, found.Text("metadata", "namespace") ?? "", found.Name(), found.CreatedAt()) { Spec = found["spec"]?.DeepClone(), Status = found["status"]?.DeepClone() };
}

/// <summary>What one cluster has; <paramref name="Problem"/> says why nothing could be read there, and is empty when it could.</summary>
public sealed record RecordPage(string Cluster, IReadOnlyList<RecordView> Items, string Problem);
