using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// What all that is read around one workload starts from: the workload, its pods, and the lists of its namespace, each asked for once and only when something needs it.
/// </summary>
internal sealed class Scene(ICluster cluster, WorkloadRef workload, JsonObject? found, PartialReading reading, CancellationToken cancellationToken)
{
    private const int MostPods = 250;

    private static readonly ResourceKind[] WorkloadKinds = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    public WorkloadRef Workload => workload;

    public string Namespace => workload.Namespace;

    /// <summary>All namespaces; where the administrator has named those that may be read, this one, for the others may not be.</summary>
    public ListQuery Everywhere => new(cluster.Namespaces.Count == 0 ? "" : Namespace);

    /// <summary>When the trouble began.</summary>
    public required DateTimeOffset Onset { get; init; }

    /// <summary>Null when it does not exist.</summary>
    public JsonObject? Found => found;

    public JsonNode? Template => found.At("spec", "template");

    public IReadOnlyDictionary<string, string> PodLabels { get; } = found.Map("spec", "template", "metadata", "labels");

    /// <summary>A part that is refused or late is a gap, and reads as <paramref name="otherwise"/>.</summary>
    public Task<T> PartAsync<T>(string part, T otherwise, Func<Task<T>> read) => reading.ReadAsync(part, otherwise, read);

    public Task<JsonObject?> FindAsync(ObjectRef target) => cluster.FindAsync(target, cancellationToken);

    /// <summary>The namespace itself; null when it is gone. It is read by its name: that is allowed to whom the namespace is open, and a list of namespaces is not.</summary>
    public Task<JsonObject?> NamespaceAsync() => FindAsync(Kinds.Namespace.Ref("", Namespace));

    public Task<bool> ServesAsync(string group) => cluster.ServesAsync(group, cancellationToken);

    /// <summary>All objects of a kind in the namespace; none where the cluster does not know the kind.</summary>
    public Task<IReadOnlyList<JsonObject>> HereAsync(ResourceKind kind) => ListAsync(kind, new ListQuery(Namespace));

    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceKind kind, ListQuery query)
    {
        try
        {
            return await cluster.StreamAsync(kind, query, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (ClusterException unknown) when (unknown.IsNotFound)
        {
            return [];
        }
    }

    /// <summary>The first of a list that may be long.</summary>
    public Task<ObjectList> FirstAsync(ResourceKind kind, ListQuery query) => cluster.ListAsync(kind, query, cancellationToken);

    /// <summary>Names of a kind in the namespace, without what the objects hold.</summary>
    public async Task<IReadOnlyList<JsonObject>> MetadataAsync(ResourceKind kind) =>
        await cluster.StreamMetadataAsync(kind, new ListQuery(Namespace), cancellationToken).ToListAsync(cancellationToken);

    /// <summary>The same in all namespaces.</summary>
    public async Task<IReadOnlyList<JsonObject>> MetadataEverywhereAsync(ResourceKind kind) =>
        await cluster.StreamMetadataAsync(kind, new ListQuery(), cancellationToken).ToListAsync(cancellationToken);

    /// <summary>Pods of the workload, bounded: what is around them hardly differs from one to the next.</summary>
    public async Task<IReadOnlyList<JsonObject>> PodsAsync() => found is null ? [] : await FirstAsync(Kinds.Pod, new ListQuery(Namespace, Selectors.Of(found.At("spec", "selector")), Limit: MostPods));

    /// <summary>Warnings of the namespace.</summary>
    public async Task<IReadOnlyList<JsonObject>> WarningsAsync() => await FirstAsync(Kinds.Event, new ListQuery(Namespace, FieldSelector: "type=Warning"));

    /// <summary>All workloads of the namespace.</summary>
    public async Task<IReadOnlyList<JsonObject>> WorkloadsAsync() => [.. (await Task.WhenAll(WorkloadKinds.Select(HereAsync))).SelectMany(list => list)];

    /// <summary>The object as others name it.</summary>
    public ObjectRef Ref(JsonObject item) =>
        new(item.Text("apiVersion") ?? "", item.Text("kind") ?? "", item.Text("metadata", "namespace") ?? "", item.Name()) { Cluster = workload.Cluster };
}
