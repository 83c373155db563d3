using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Tables;
using Autocura.Embedded.Cluster.Usage;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>The resource metrics API (metrics.k8s.io): nodes and pods, got and listed. Nothing of it is stored, so there is nothing to watch.</summary>
internal sealed class UsageRoute(ObjectStore store, ResourceMetrics metrics, TimeProvider time)
{
    public Task AnswerAsync(ResourceRequest request)
    {
        if (!HttpMethods.IsGet(request.Http.Request.Method) || request.IsWatch || request.Subresource.Length > 0)
        {
            throw new ApiStatusException(new ApiStatus(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
            { Name = request.Name, Group = request.Type.Group, Kind = request.Type.Plural });
        }

        return request.IsCollection ? ListAsync(request) : GetAsync(request);
    }

    private Task GetAsync(ResourceRequest request)
    {
        var measured = store.Find(ObjectKey.Core(request.Type.Plural, request.Namespace, request.Name!));
        var found = measured is null ? null : request.Type.Namespaced
            ? metrics.PodMetrics(measured)
            : metrics.NodeMetrics(measured, store.State.Find(IndexTerm.Node(request.Name!)));
        return found is null
            ? throw ApiStatusException.NotFound(new ObjectKey(request.Type.Group, request.Type.Plural, null, request.Namespace is null ? request.Name! : $"{request.Namespace}/{request.Name}"))
            : WriteAsync(request, [found], found);
    }

    private Task ListAsync(ResourceRequest request)
    {
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        List<JsonObject> items = [.. (request.Type.Namespaced ? metrics.Pods(request.Namespace) : metrics.Nodes()).Where(item => labels.Matches(item) && fields.Matches(item))];
        return WriteAsync(request, items, new JsonObject
        {
            ["kind"] = $"{request.Type.Kind}List",
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        });
    }

    private Task WriteAsync(ResourceRequest request, IReadOnlyList<JsonObject> items, JsonObject whole) => Answer.WriteAsync(
        request.Http,
        Form.Of(request.Http.Request) == ResponseForm.Table ? TableWriter.Write(request.Type, items, time.GetUtcNow(), request.Query("includeObject") ?? "Metadata") : whole);
}
