using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>The scale subresource: the number of replicas of any kind that has one, in one and the same shape.</summary>
internal sealed class ScaleRoute(ObjectStore store)
{
    private readonly Mutation mutation = new(store);

    // A Scale is patched as what it is, whatever the workload.
    private static ResourceType ScaleType { get; } = new()
    {
        Group = "autoscaling",
        Version = "v1",
        Kind = "Scale",
        Plural = "scales",
        Singular = "scale",
        Schema = BuiltInSchemas.Find("autoscaling/v1", "Scale"),
    };

    public Task GetAsync(ResourceRequest request) =>
        Answer.WriteAsync(request.Http, ToScale(request.Type, store.Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key)));

    public async Task ReplaceAsync(ResourceRequest request)
    {
        var scale = await RequestBody.ReadObjectAsync(request.Http.Request);
        await WriteAsync(request, "update", _ => scale);
    }

    public async Task PatchAsync(ResourceRequest request)
    {
        var patch = await RequestBody.ReadAsync(request.Http.Request) ?? throw ApiStatusException.BadRequest("the patch is empty");
        var mediaType = RequestBody.MediaType(request.Http.Request);
        await WriteAsync(request, "patch", stored => PatchRoute.Change(ScaleType, ToScale(request.Type, stored), mediaType, patch));
    }

    private Task WriteAsync(ResourceRequest request, string verb, Func<JsonObject, JsonObject> wanted)
    {
        var result = mutation.Run(request, verb, () => new(store.Update(
            request.Key,
            stored =>
            {
                var scale = wanted(stored);
                if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version && version != stored.ResourceVersion())
                {
                    throw ApiStatusException.Conflict(request.Key);
                }

                var replicas = scale.Number("spec", "replicas") ?? 0;
                if (replicas < 0)
                {
                    throw ApiStatusException.Invalid("autoscaling", "Scale", request.Name!, [Admission.Causes.Invalid("spec.replicas", replicas, "must be greater than or equal to 0")]);
                }

                var path = JsonPathLookup.Fields(request.Type.Scale!.SpecReplicas);
                stored.Ensure(path.AsSpan(..^1))[path[^1]] = replicas;
                return stored;
            },
            request.Actor)));
        return Answer.WriteAsync(request.Http, ToScale(request.Type, result.Object), result.Code);
    }

    private static JsonObject ToScale(ResourceType type, JsonObject obj)
    {
        var paths = type.Scale!;
        var status = new JsonObject { ["replicas"] = obj.Number(JsonPathLookup.Fields(paths.StatusReplicas)) ?? 0 };
        var selector = paths.LabelSelector is null ? null : obj.At(JsonPathLookup.Fields(paths.LabelSelector));
        if ((selector is JsonObject parts ? LabelSelector.From(parts).ToString() : selector.Text()) is { Length: > 0 } text)
        {
            status["selector"] = text;
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = obj.Name(),
                ["namespace"] = obj.Namespace(),
                ["uid"] = obj.Uid(),
                ["resourceVersion"] = obj.ResourceVersion(),
                ["creationTimestamp"] = obj.Text("metadata", "creationTimestamp"),
            },
            ["spec"] = new JsonObject { ["replicas"] = obj.Number(JsonPathLookup.Fields(paths.SpecReplicas)) ?? 0 },
            ["status"] = status,
        };
    }
}
