using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authorization;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>POST, PUT and DELETE of objects and their status.</summary>
internal sealed class WriteRoutes(ObjectStore store, ObjectAdmission admission, EscalationGuard guard, ReadRoutes reads)
{
    private readonly Mutation mutation = new(store);

    public async Task CreateAsync(ResourceRequest request)
    {
        var body = Decode(request, await RequestBody.ReadObjectAsync(request.Http.Request));
        request = request with { Name = body.Name() };
        var result = mutation.Run(request, "create", () =>
        {
            var obj = body.Copy();
            obj.Ensure("metadata").Remove("resourceVersion");
            return new(store.Create(request.Key, New(request, obj), request.Actor), 201);
        });
        await WriteAsync(request, result);
    }

    public async Task ReplaceAsync(ResourceRequest request)
    {
        var body = Decode(request, await RequestBody.ReadObjectAsync(request.Http.Request));
        CheckName(request, body);
        var result = mutation.Run(request, "update", () =>
            new(store.Update(request.Key, stored => Change(request, stored, body.Copy()), request.Actor)));
        await WriteAsync(request, result);
    }

    public async Task DeleteAsync(ResourceRequest request)
    {
        var options = DeleteOptionsReader.Read(request, await RequestBody.ReadAsync(request.Http.Request) as JsonObject);
        var uid = "";
        var result = mutation.Run(request, "delete", () =>
        {
            uid = store.Find(request.Key)?.Uid() ?? "";
            var last = store.Delete(request.Key, request.Actor, options);
            return new(last, IsGone: store.Find(request.Key) is null);
        });
        var answer = result.IsGone ? Answer.Success(request.Key, uid) : ObjectViews.Show(result.Object, request.Type);
        await Answer.WriteAsync(request.Http, answer);
    }

    public async Task DeleteCollectionAsync(ResourceRequest request)
    {
        var options = DeleteOptionsReader.Read(request, await RequestBody.ReadAsync(request.Http.Request) as JsonObject);
        var matched = new List<JsonObject>();
        mutation.Run(request, "deletecollection", () =>
        {
            matched.AddRange(ReadRoutes.Select(request, store.State).Select(stored => stored.Tree));
            foreach (var key in matched.Select(obj => request.Type.Key(obj.Namespace(), obj.Name())).Where(key => store.Find(key) is not null))
            {
                store.Delete(key, request.Actor, options);
            }

            return new([], IsGone: true);
        });
        await Answer.WriteAsync(request.Http, new JsonObject
        {
            ["kind"] = $"{request.Type.Kind}List",
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. matched.Select(obj => (JsonNode)obj.Copy())]),
        });
    }

    /// <summary>Decodes a body as an object of the kind in the path, with warnings in the answer.</summary>
    public static JsonObject Decode(ResourceRequest request, JsonObject body)
    {
        body["kind"] ??= request.Type.Kind;
        body["apiVersion"] ??= request.Type.ApiVersion;
        CheckNamespace(request, body);
        if (request.Namespace is not null)
        {
            body.Ensure("metadata")["namespace"] = request.Namespace;
        }

        foreach (var warning in ObjectAdmission.Decode(request.Type, body, request.FieldValidation))
        {
            Answer.Warn(request.Http, warning);
        }

        return body;
    }

    /// <summary>What is stored when <paramref name="wanted"/> is to be created.</summary>
    public JsonObject New(ResourceRequest request, JsonObject wanted)
    {
        admission.AdmitNew(request.Type, wanted);
        guard.Check(request.User, request.Key, null, wanted);
        return ObjectViews.Keep(wanted, request.Type, store.Catalog);
    }

    /// <summary>What is stored when <paramref name="wanted"/> is to take the place of what is.</summary>
    public JsonObject Change(ResourceRequest request, JsonObject stored, JsonObject wanted)
    {
        CheckPreconditions(request, stored, wanted);
        var before = ObjectViews.Show(stored, request.Type);
        var after = admission.AdmitChange(request.Type, before, wanted, request.Subresource);
        guard.Check(request.User, request.Key, before, after);
        return ObjectViews.Keep(after, request.Type, store.Catalog);
    }

    private Task WriteAsync(ResourceRequest request, MutationResult result) =>
        reads.WriteAsync(request, ObjectViews.Show(result.Object, request.Type), result.Code);

    private static void CheckPreconditions(ResourceRequest request, JsonObject stored, JsonObject wanted)
    {
        if (wanted.Text("metadata", "resourceVersion") is { Length: > 0 } version && version != stored.ResourceVersion())
        {
            throw ApiStatusException.Conflict(request.Key);
        }

        if (wanted.Text("metadata", "uid") is { Length: > 0 } uid && uid != stored.Uid())
        {
            throw ApiStatusException.Conflict(
                request.Key, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Uid()}");
        }
    }

    private static void CheckNamespace(ResourceRequest request, JsonObject body)
    {
        if (request.Namespace is { } ns && body.Namespace() is { Length: > 0 } stated && stated != ns)
        {
            throw ApiStatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (request.Type.Namespaced && request.Namespace is null)
        {
            throw ApiStatusException.BadRequest("an empty namespace may not be set during creation");
        }
    }

    private static void CheckName(ResourceRequest request, JsonObject body)
    {
        if (body.Name() is { Length: > 0 } stated && stated != request.Name)
        {
            throw ApiStatusException.BadRequest($"the name of the object ({stated}) does not match the name on the URL ({request.Name})");
        }
    }
}
