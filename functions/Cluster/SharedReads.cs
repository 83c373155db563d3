using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// One look at a cluster, in which nothing is asked twice: parts of a reading that need the same list share it, and see the same state. It is thrown away with the
/// reading, and writes nothing.
/// </summary>
internal sealed class SharedReads(ICluster cluster) : ICluster
{
    private readonly ConcurrentDictionary<object, Lazy<Task>> asked = new();

    public string Name => cluster.Name;

    public IReadOnlyList<string> Namespaces => cluster.Namespaces;

    public Task<JsonObject?> FindAsync(ObjectRef target, CancellationToken cancellationToken) =>
        OnceAsync(("find", target), () => cluster.FindAsync(target, cancellationToken));

    public Task<JsonObject?> FindMetadataAsync(ObjectRef target, CancellationToken cancellationToken) =>
        OnceAsync(("metadata", target), () => cluster.FindMetadataAsync(target, cancellationToken));

    public Task<ObjectList> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        OnceAsync(("list", kind, query), () => cluster.ListAsync(kind, query, cancellationToken));

    public IAsyncEnumerable<JsonObject> StreamAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        ReplayAsync(OnceAsync(("stream", kind, query), async () => await cluster.StreamAsync(kind, query, cancellationToken).ToListAsync(cancellationToken)));

    public IAsyncEnumerable<JsonObject> StreamMetadataAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        ReplayAsync(OnceAsync(("stream metadata", kind, query), async () => await cluster.StreamMetadataAsync(kind, query, cancellationToken).ToListAsync(cancellationToken)));

    public Task<bool> ServesAsync(string group, CancellationToken cancellationToken) => OnceAsync(("serves", group), () => cluster.ServesAsync(group, cancellationToken));

    public Task<string?> LogTailAsync(PodLogQuery query, CancellationToken cancellationToken) => cluster.LogTailAsync(query, cancellationToken);

    public Task<string> PodTextAsync(PodTextQuery query, CancellationToken cancellationToken) => cluster.PodTextAsync(query, cancellationToken);

    public TimeSpan? Skew => cluster.Skew;

    public Task<string> VersionAsync(CancellationToken cancellationToken) => cluster.VersionAsync(cancellationToken);

    public Task<ObjectPage?> PageAsync(ResourceKind kind, ListQuery query, string from, CancellationToken cancellationToken) =>
        OnceAsync(("page", kind, query, from), () => cluster.PageAsync(kind, query, from, cancellationToken));

    public Task<JsonObject> PatchAsync(ObjectRef target, ObjectPatch patch, CancellationToken cancellationToken) => throw Writes(target.ToString());

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken) => throw Writes(kind.Kind);

    public Task<JsonObject> TryCreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken) => throw Writes(kind.Kind);

    public Task<bool> DeleteAsync(ObjectRef target, string uid, CancellationToken cancellationToken) => throw Writes(target.ToString());

    public Task<bool> DeleteAsync(ObjectRef target, Deletion deletion, CancellationToken cancellationToken) => throw Writes(target.ToString());

    public Task<bool> EvictAsync(ObjectRef pod, Deletion deletion, CancellationToken cancellationToken) => throw Writes(pod.ToString());

    private static InvalidOperationException Writes(string what) => new($"A reading writes nothing, and {what} was to be written.");

    private static async IAsyncEnumerable<JsonObject> ReplayAsync(Task<List<JsonObject>> read)
    {
        foreach (var found in await read)
        {
            yield return found;
        }
    }

    private Task<T> OnceAsync<T>(object question, Func<Task<T>> ask) => (Task<T>)asked.GetOrAdd(question, _ => new Lazy<Task>(() => ask())).Value;
}
