using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// One cluster over the Kubernetes client's own connection: its kubeconfig, TLS and credentials, and objects as JSON. What is safe to repeat is repeated
/// for a short while; an answer that may still come right later is thrown as transient, and patience beyond that is the orchestration's.
/// </summary>
internal sealed class KubernetesCluster : ICluster, IDisposable
{
    public const string FieldManager = "autocura";
    private const string MetadataOnly = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private const string MetadataOnlyList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private readonly ApiClient api;
    private readonly ListPages lists;
    private readonly ListPages metadataLists;

    public KubernetesCluster(ClusterOptions options, ClusterWire wire)
    {
        api = new ApiClient(options, wire);
        Namespaces = options.NamedNamespaces();
        lists = new ListPages((path, cancellationToken) => SendAsync(Get(path), cancellationToken), wire);
        metadataLists = new ListPages((path, cancellationToken) => SendAsync(Get(path) with { Accept = MetadataOnlyList }, cancellationToken), wire);
    }

    public string Name => api.ClusterName;

    public IReadOnlyList<string> Namespaces { get; }

    public Task<JsonObject?> FindAsync(ObjectRef target, CancellationToken cancellationToken) => FindAsync(Get(PathOf(target)), cancellationToken);

    public Task<JsonObject?> FindMetadataAsync(ObjectRef target, CancellationToken cancellationToken) =>
        FindAsync(Get(PathOf(target)) with { Accept = MetadataOnly }, cancellationToken);

    public Task<ObjectList> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) => lists.ListAsync(kind, query, cancellationToken);

    public IAsyncEnumerable<JsonObject> StreamAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        lists.StreamAsync(kind, query, cancellationToken);

    public IAsyncEnumerable<JsonObject> StreamMetadataAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken) =>
        metadataLists.StreamAsync(kind, query, cancellationToken);

    public Task<ObjectPage?> PageAsync(ResourceKind kind, ListQuery query, string from, CancellationToken cancellationToken) =>
        lists.PageAsync(kind, query, from, cancellationToken);

    public Task<JsonObject> PatchAsync(ObjectRef target, ObjectPatch patch, CancellationToken cancellationToken)
    {
        var subresource = patch.Subresource.Length > 0 ? $"/{patch.Subresource}" : "";
        var query = $"?fieldManager={FieldManager}" + (patch.DryRun ? "&dryRun=All" : "") + (patch.Kind == PatchKind.Apply ? "&force=true" : "");
        var request = new ApiRequest(HttpMethod.Patch, PathOf(target) + subresource + query)
        {
            Body = patch.Body.ToJsonString(),
            MediaType = MediaType(patch.Kind),
            IsRepeatable = patch.DryRun || HoldsOnce(patch),
        };
        return SendAsync(request, cancellationToken);
    }

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken) => SendAsync(Post(kind, manifest, ""), cancellationToken);

    public Task<JsonObject> TryCreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken) =>
        SendAsync(Post(kind, manifest, "&dryRun=All") with { IsRepeatable = true }, cancellationToken);

    public Task<bool> DeleteAsync(ObjectRef target, string uid, CancellationToken cancellationToken) => DeleteAsync(target, new Deletion(uid), cancellationToken);

    public Task<bool> DeleteAsync(ObjectRef target, Deletion deletion, CancellationToken cancellationToken) =>
        RemoveAsync(new ApiRequest(HttpMethod.Delete, PathOf(target) + DryRun(deletion)) { Body = Only(deletion).ToJsonString(), IsRepeatable = true }, cancellationToken);

    public Task<bool> EvictAsync(ObjectRef pod, Deletion deletion, CancellationToken cancellationToken)
    {
        var eviction = new JsonObject
        {
            ["apiVersion"] = "policy/v1",
            ["kind"] = "Eviction",
            ["metadata"] = new JsonObject { ["name"] = pod.Name, ["namespace"] = pod.Namespace },
            ["deleteOptions"] = Only(deletion),
        };
        return RemoveAsync(new ApiRequest(HttpMethod.Post, $"{PathOf(pod)}/eviction{DryRun(deletion)}") { Body = eviction.ToJsonString(), IsBudgeted = true }, cancellationToken);
    }

    public async Task<string?> LogTailAsync(PodLogQuery query, CancellationToken cancellationToken)
    {
        var path = $"{Kinds.Pod.ObjectPath(query.Namespace, query.Pod)}/log?container={Uri.EscapeDataString(query.Container)}"
            + $"&previous={(query.Previous ? "true" : "false")}&tailLines={query.TailLines}&limitBytes={query.LimitBytes}";
        try
        {
            return Encoding.UTF8.GetString(await api.SendAsync(Get(path) with { Accept = "*/*" }, cancellationToken));
        }
        catch (ClusterException gone) when (gone.IsNotFound || gone.IsInvalid)
        {
            return null; // no such pod any more, or no run before this one: there is no log, which is an answer
        }
    }

    public async Task<string> PodTextAsync(PodTextQuery query, CancellationToken cancellationToken)
    {
        var path = $"{Kinds.Pod.ObjectPath(query.Namespace, query.Pod)}:{query.Port}/proxy/{string.Join('/', query.Path.Trim('/').Split('/').Select(Uri.EscapeDataString))}";
        return Encoding.UTF8.GetString(await api.SendAsync(new ApiRequest(HttpMethod.Get, path) { Accept = "*/*", MostBytes = query.MostBytes }, cancellationToken));
    }

    public async Task<bool> ServesAsync(string group, CancellationToken cancellationToken) => await FindAsync(Get($"apis/{Uri.EscapeDataString(group)}"), cancellationToken) is not null;

    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await SendAsync(Get("version"), cancellationToken))["gitVersion"]?.GetValue<string>() ?? "unknown";

    public TimeSpan? Skew => api.Skew;

    public void Dispose() => api.Dispose();

    private static ApiRequest Get(string path) => new(HttpMethod.Get, path) { IsRepeatable = true };

    private static ApiRequest Post(ResourceKind kind, JsonObject manifest, string options) =>
        new(HttpMethod.Post, $"{kind.CollectionPath(manifest["metadata"]?["namespace"]?.GetValue<string>() ?? "")}?fieldManager={FieldManager}{options}") { Body = manifest.ToJsonString() };

    /// <summary>Said in the body too: which of the two a server goes by depends on its version.</summary>
    private static string DryRun(Deletion deletion) => deletion.DryRun ? "?dryRun=All" : "";

    private static JsonObject Only(Deletion deletion)
    {
        var preconditions = new JsonObject { ["uid"] = deletion.Uid };
        if (deletion.ResourceVersion.Length > 0)
        {
            preconditions["resourceVersion"] = deletion.ResourceVersion;
        }

        var options = new JsonObject { ["propagationPolicy"] = "Background", ["preconditions"] = preconditions };
        if (deletion.DryRun)
        {
            options["dryRun"] = new JsonArray("All");
        }

        return options;
    }

    /// <summary>False when it was gone, or is another by now.</summary>
    private async Task<bool> RemoveAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await api.SendAsync(request, cancellationToken);
            return true;
        }
        catch (ClusterException gone) when (gone.IsNotFound || gone.IsConflict)
        {
            return false;
        }
    }

    /// <summary>An object of another cluster has a path here too, and it would be a stranger's.</summary>
    private string PathOf(ObjectRef target) => target.Cluster.Length == 0 || target.Cluster == Name
        ? Kinds.Named(target.Kind).ObjectPath(target.Namespace, target.Name)
        : throw ClusterException.Unknown($"{target} is in cluster {target.Cluster}, and this is {Name}.");

    private async Task<JsonObject?> FindAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(request, cancellationToken);
        }
        catch (ClusterException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    private async Task<JsonObject> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await api.SendAsync(request, cancellationToken);
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new JsonException("it is not an object");
        }
        catch (JsonException unreadable)
        {
            throw new ClusterException($"{request}: the API server's answer cannot be read: {unreadable.Message}", "Unreadable", null, unreadable);
        }
    }

    /// <summary>A patch that names the version it was made for: when it was carried out, the same again is a conflict and changes nothing.</summary>
    private static bool HoldsOnce(ObjectPatch patch) => patch is { Kind: PatchKind.Json, Body: JsonArray operations } && operations.Any(operation =>
        operation?["path"]?.GetValue<string>() == "/metadata/resourceVersion" && operation["op"]?.GetValue<string>() is "test" or "replace");

    private static string MediaType(PatchKind kind) => kind switch
    {
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Apply => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such patch."),
    };
}
