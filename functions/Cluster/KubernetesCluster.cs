using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Incidents;
using k8s;

namespace Autocura.Cluster;

/// <summary>
/// The cluster over the Kubernetes client's own connection: its kubeconfig, TLS and credentials, and objects as JSON. Answers that may
/// come right on a later try are thrown as transient; retrying is the orchestration's.
/// </summary>
public sealed class KubernetesCluster(Kubernetes client, ClusterOptions options) : ICluster
{
    public const string FieldManager = "autocura";
    private const int PageSize = 250;

    public string Name => options.Name;

    public async Task<JsonObject?> FindAsync(ObjectRef target, CancellationToken cancellationToken)
    {
        var kind = Kinds.Named(target.Kind);
        try
        {
            return await SendAsync(HttpMethod.Get, kind.ObjectPath(target.Namespace, target.Name), null, cancellationToken);
        }
        catch (ClusterException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        string? next = null;
        do
        {
            var page = await SendAsync(HttpMethod.Get, kind.CollectionPath(query.Namespace) + PageQuery(query, query.Limit - found.Count, next), null, cancellationToken);
            foreach (var item in page["items"] as JsonArray ?? [])
            {
                if (item is JsonObject listed)
                {
                    found.Add(Typed(listed, kind));
                }
            }

            next = page["metadata"]?["continue"]?.GetValue<string>();
        }
        while (!string.IsNullOrEmpty(next) && found.Count < query.Limit);

        return found;
    }

    public Task<JsonObject> PatchAsync(ObjectRef target, ObjectPatch patch, CancellationToken cancellationToken)
    {
        var path = Kinds.Named(target.Kind).ObjectPath(target.Namespace, target.Name);
        var subresource = patch.Subresource.Length > 0 ? $"/{patch.Subresource}" : "";
        var query = $"?fieldManager={FieldManager}" + (patch.DryRun ? "&dryRun=All" : "") + (patch.Kind == PatchKind.Apply ? "&force=true" : "");
        return SendAsync(HttpMethod.Patch, path + subresource + query, Content(patch.Body, MediaType(patch.Kind)), cancellationToken);
    }

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject manifest, CancellationToken cancellationToken)
    {
        var ns = manifest["metadata"]?["namespace"]?.GetValue<string>() ?? "";
        return SendAsync(HttpMethod.Post, $"{kind.CollectionPath(ns)}?fieldManager={FieldManager}", Content(manifest, "application/json"), cancellationToken);
    }

    public async Task<string?> LogTailAsync(PodLogQuery query, CancellationToken cancellationToken)
    {
        var path = $"{Kinds.Pod.ObjectPath(query.Namespace, query.Pod)}/log?container={Uri.EscapeDataString(query.Container)}"
            + $"&previous={(query.Previous ? "true" : "false")}&tailLines={query.TailLines}&limitBytes={query.LimitBytes}";
        try
        {
            using var response = await ExchangeAsync(HttpMethod.Get, path, null, cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (ClusterException gone) when (gone.IsNotFound || gone.IsInvalid)
        {
            return null; // no such pod any more, or no run before this one: there is no log, which is an answer
        }
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(method, path, content, cancellationToken);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonNode.ParseAsync(body, cancellationToken: cancellationToken) as JsonObject
                ?? throw new JsonException("the answer is not an object");
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            throw new ClusterException($"{method} {path}: the API server's answer cannot be read: {unreadable.Message}", "Unreadable", null, unreadable);
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{client.BaseUri.AbsoluteUri.TrimEnd('/')}/{path}") { Content = content };
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        try
        {
            if (client.Credentials is { } credentials)
            {
                await credentials.ProcessHttpRequestAsync(request, cancellationToken);
            }

            var response = await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                using (response)
                {
                    throw await StatusAnswer.ToExceptionAsync(method, path, response, cancellationToken);
                }
            }

            return response;
        }
        catch (Exception silence) when (silence is HttpRequestException || (silence is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ClusterException($"{method} {path}: the API server at {client.BaseUri} does not answer: {silence.Message}", "Unreachable", null, silence);
        }
    }

    private static string PageQuery(ListQuery query, int left, string? next)
    {
        var text = $"?limit={Math.Min(PageSize, left)}";
        if (query.LabelSelector.Length > 0) text += $"&labelSelector={Uri.EscapeDataString(query.LabelSelector)}";
        if (query.FieldSelector.Length > 0) text += $"&fieldSelector={Uri.EscapeDataString(query.FieldSelector)}";
        return next is null ? text : $"{text}&continue={Uri.EscapeDataString(next)}";
    }

    /// <summary>Items of a list do not say what they are; we do.</summary>
    private static JsonObject Typed(JsonObject item, ResourceKind kind)
    {
        item["apiVersion"] ??= kind.ApiVersion;
        item["kind"] ??= kind.Kind;
        return item;
    }

    private static StringContent Content(JsonNode body, string mediaType) => new(body.ToJsonString(), MediaTypeHeaderValue.Parse(mediaType));

    private static string MediaType(PatchKind kind) => kind switch
    {
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Apply => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such patch."),
    };
}
