using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// The verbs we really use, on objects as JSON: what a newer server adds to a kind is kept, and an undo is exact.
/// Every method throws <see cref="ClusterException"/> for an answer that is not a success; writes carry the field manager "autocura".
/// </summary>
public interface ICluster
{
    /// <summary>The cluster's name, as it stands in incidents and records.</summary>
    string Name { get; }

    /// <summary>The namespaces that are looked after, where not all of them may be listed; empty: all.</summary>
    IReadOnlyList<string> Namespaces { get; }

    /// <summary>The object, or null when there is none.</summary>
    Task<JsonObject?> FindAsync(ObjectRef target, CancellationToken cancellationToken);

    /// <summary>Only what is known about the object, without its content: apiVersion, kind and metadata; null when there is none.</summary>
    Task<JsonObject?> FindMetadataAsync(ObjectRef target, CancellationToken cancellationToken);

    /// <summary>The objects that match, at most <see cref="ListQuery.Limit"/>, and whether there are more.</summary>
    Task<ObjectList> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken);

    /// <summary>All objects that match, a page in memory at a time, for who keeps few of them. The query's limit does not count here.</summary>
    IAsyncEnumerable<JsonObject> StreamAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken);

    /// <summary>As <see cref="StreamAsync"/>, but only what is known about each object, without its content: for kinds whose content is large or secret.</summary>
    IAsyncEnumerable<JsonObject> StreamMetadataAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// One page of a list, of <see cref="ListQuery.Limit"/> objects, from where the page before it ended. Pages come in the server's own order, by namespace
    /// and name. Null when the server has forgotten where the list was: then it is begun anew.
    /// </summary>
    Task<ObjectPage?> PageAsync(ResourceKind kind, ListQuery query, string from, CancellationToken cancellationToken);

    /// <summary>Changes an object and returns it as the server has it then.</summary>
    Task<JsonObject> PatchAsync(ObjectRef target, ObjectPatch patch, CancellationToken cancellationToken);

    Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken);

    /// <summary>Has the server try to create an object, and returns it as it would be; writes nothing.</summary>
    Task<JsonObject> TryCreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken);

    /// <summary>Deletes this very object, in the background; false when it was gone, or replaced by another of that name, already.</summary>
    Task<bool> DeleteAsync(ObjectRef target, string uid, CancellationToken cancellationToken);

    /// <summary>As <see cref="DeleteAsync(ObjectRef, string, CancellationToken)"/>, in one version only, or only to try it.</summary>
    Task<bool> DeleteAsync(ObjectRef target, Deletion deletion, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for this very pod to be evicted, which disruption budgets may refuse: then it throws, with 429 (Too Many Requests). False when it was gone, or replaced,
    /// already.
    /// </summary>
    Task<bool> EvictAsync(ObjectRef pod, Deletion deletion, CancellationToken cancellationToken);

    /// <summary>The last lines of a container's log, or null when there is none.</summary>
    Task<string?> LogTailAsync(PodLogQuery query, CancellationToken cancellationToken);

    /// <summary>What a pod serves at a port and path, fetched through the API server.</summary>
    Task<string> PodTextAsync(PodTextQuery query, CancellationToken cancellationToken);

    /// <summary>Whether the server knows any kind of that API group: what is installed is asked once, and not kind by kind.</summary>
    Task<bool> ServesAsync(string group, CancellationToken cancellationToken);

    /// <summary>The server's version: the least that says it answers, and to us.</summary>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>How far the API server's clock is ahead of this machine's, to the second, as its last answer said; null before the first.</summary>
    TimeSpan? Skew { get; }
}

/// <summary>What to list. An empty namespace means all.</summary>
public sealed record ListQuery(string Namespace = "", string LabelSelector = "", string FieldSelector = "", int Limit = 500);

/// <summary>Which object to delete: by its UID, and in this version where one is given. A dry run deletes nothing.</summary>
public sealed record Deletion(string Uid, string ResourceVersion = "", bool DryRun = false);

/// <summary>One page of a list. <paramref name="Next"/> is where the next one begins; empty when there is none.</summary>
public sealed record ObjectPage(IReadOnlyList<JsonObject> Items, string Next);

/// <summary>Which container's log to read, and how much of its end.</summary>
public sealed record PodLogQuery(string Namespace, string Pod, string Container)
{
    /// <summary>The log of the run before the present one.</summary>
    public bool Previous { get; init; }

    public int TailLines { get; init; } = 100;

    public int LimitBytes { get; init; } = 16 * 1024;
}

/// <summary>What to fetch from a pod.</summary>
public sealed record PodTextQuery(string Namespace, string Pod, int Port, string Path)
{
    /// <summary>An answer that is longer is refused.</summary>
    public int MostBytes { get; init; } = 1024 * 1024;
}

/// <summary>
/// A patch and how it is meant. <paramref name="Subresource"/> is empty, "status" or "scale". A dry run writes nothing.
/// </summary>
public sealed record ObjectPatch(PatchKind Kind, JsonNode Body, string Subresource = "", bool DryRun = false);

public enum PatchKind
{
    /// <summary>RFC 6902.</summary>
    Json,

    /// <summary>RFC 7386.</summary>
    Merge,

    /// <summary>Server-side apply with force: creates the object when it does not exist.</summary>
    Apply,
}
