using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Ownership;
using Autocura.Embedded.Cluster.Patches;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>PATCH in its four forms: JSON patch, merge patch, strategic merge patch and server-side apply.</summary>
internal sealed class PatchRoute(ObjectStore store, WriteRoutes writes, ReadRoutes reads, RoleAuthorizer authorizer, TimeProvider time)
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";
    private readonly Mutation mutation = new(store);

    public async Task PatchAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request) ?? throw ApiStatusException.BadRequest("the patch is empty");
        var mediaType = RequestBody.MediaType(request.Http.Request);
        var result = mediaType == Apply
            ? ServerSide(request, Object(body))
            : mutation.Run(request, "patch", () => new(store.Update(
                request.Key, stored => Patched(request, stored, mediaType, body), request.Actor)));
        await reads.WriteAsync(request, ObjectViews.Show(result.Object, request.Type), result.Code);
    }

    /// <summary>Applies a patch in one of its three classic forms.</summary>
    public static JsonObject Change(ResourceType type, JsonObject before, string mediaType, JsonNode patch) => mediaType switch
    {
        Json when patch is JsonArray operations => JsonPatch.Apply(before.Copy(), operations) as JsonObject ?? throw ApiStatusException.BadRequest("the patch leaves no object"),
        Json => throw ApiStatusException.BadRequest("a JSON patch is an array of operations"),
        Merge => MergePatch.Apply(before.Copy(), Object(patch)),
        Strategic when !type.IsCustom => StrategicMergePatch.Apply(before.Copy(), Object(patch), type.Schema),
        _ => throw RequestBody.Unsupported(type.IsCustom ? [Json, Merge, Apply] : [Json, Merge, Strategic, Apply]),
    };

    private static JsonObject Object(JsonNode body) => body as JsonObject ?? throw ApiStatusException.BadRequest("the patch must be an object");

    private JsonObject Patched(ResourceRequest request, JsonObject stored, string mediaType, JsonNode body)
    {
        var before = ObjectViews.Show(stored, request.Type);
        var wanted = WriteRoutes.Decode(request, Change(request.Type, before, mediaType, body));
        return writes.Change(request, stored, wanted);
    }

    private MutationResult ServerSide(ResourceRequest request, JsonObject body)
    {
        if (string.IsNullOrEmpty(request.Query("fieldManager")))
        {
            throw ApiStatusException.Invalid("meta.k8s.io", "PatchOptions", "", [Causes.Required("fieldManager", "is required for apply patch")]);
        }

        if (body.At("metadata", "managedFields") is not null)
        {
            throw ApiStatusException.BadRequest("metadata.managedFields must be nil");
        }

        var stated = WriteRoutes.Decode(request, body);
        if (request.Type.HasStatus && request.Subresource.Length == 0)
        {
            stated.Remove("status");
        }

        var apply = new ServerSideApply(request.Type.Schema, request.Actor, request.Subresource, time.GetUtcNow().ToTimestamp());
        return mutation.Run(request, "apply", () =>
        {
            if (store.Find(request.Key) is null)
            {
                return Create(request, apply.Apply(null, stated, request.Force));
            }

            return new(store.Update(request.Key, stored => writes.Change(request, stored, Merged(request, stored, apply, stated)), request.Actor, ownershipIsSet: true));
        });
    }

    private static JsonObject Merged(ResourceRequest request, JsonObject stored, ServerSideApply apply, JsonObject stated) =>
        apply.Apply(ObjectViews.Show(stored, request.Type), stated, request.Force);

    private MutationResult Create(ResourceRequest request, JsonObject obj)
    {
        if (request.Subresource.Length > 0)
        {
            throw ApiStatusException.NotFound(request.Key);
        }

        // The request was let in as a patch; what it comes to is a creation.
        authorizer.Demand(request.User, AccessAttributes.Of(request.Http.Request) with { Verb = "create" });
        return new(store.Create(request.Key, writes.New(request, obj), request.Actor, ownershipIsSet: true), 201);
    }
}
