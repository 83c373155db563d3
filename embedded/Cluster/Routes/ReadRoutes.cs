using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>GET of one object and of lists, as objects, tables or metadata.</summary>
internal sealed class ReadRoutes(ObjectStore store, TimeProvider time)
{
    public Task GetAsync(ResourceRequest request)
    {
        var stored = (request.State ?? store.State).Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key with { Group = request.Type.Group });
        return WriteAsync(request, ObjectViews.Show(stored, request.Type));
    }

    /// <summary>Answers with one object in the form the client asked for.</summary>
    public Task WriteAsync(ResourceRequest request, JsonObject obj, int code = 200) => Form.Of(request.Http.Request) switch
    {
        ResponseForm.Table => Answer.WriteAsync(request.Http, Table(request, [obj], obj.Text("metadata", "resourceVersion") ?? ""), code),
        ResponseForm.Metadata => Answer.WriteAsync(request.Http, TableWriter.Partial(obj), code),
        _ => Answer.WriteAsync(request.Http, obj, code),
    };

    public async Task ListAsync(ResourceRequest request)
    {
        var options = ListOptions.Read(request);
        var moment = ListMoment.Of(store, request, options);
        var page = ListPage.Of(Select(request, moment), moment.ResourceVersion, options);
        var form = Form.Of(request.Http.Request);
        if (form == ResponseForm.Table)
        {
            var table = Table(request, page.Objects, page.Version);
            page.Describe(table.Ensure("metadata"));
            await Answer.WriteAsync(request.Http, table);
            return;
        }

        var items = page.Objects.Select(obj => form == ResponseForm.Metadata ? TableWriter.Partial(obj) : obj);
        await WriteListAsync(request, items, page, form);
    }

    /// <summary>The objects a list or watch is about, at one moment, in the version asked for.</summary>
    public static IEnumerable<JsonObject> Select(ResourceRequest request, StoreState moment)
    {
        var matches = Matcher(request);
        return moment.List(request.Key.Group, request.Type.Plural, request.Namespace).Select(obj => ObjectViews.Show(obj, request.Type)).Where(matches);
    }

    public static Func<JsonObject, bool> Matcher(ResourceRequest request)
    {
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        return obj => (labels.IsEmpty || labels.Matches(obj)) && (fields.IsEmpty || fields.Matches(obj));
    }

    public JsonObject Table(ResourceRequest request, IReadOnlyList<JsonObject> objects, string version, bool withColumns = true)
    {
        var table = TableWriter.Write(request.Type, objects, time.GetUtcNow(), request.Query("includeObject") ?? "Metadata", withColumns);
        table.Ensure("metadata")["resourceVersion"] = version;
        return table;
    }

    // A stored object has a parent, so it cannot be put into a list: the list is written around the objects.
    private static async Task WriteListAsync(ResourceRequest request, IEnumerable<JsonObject> items, ListPage page, ResponseForm form)
    {
        var metadata = new JsonObject();
        page.Describe(metadata);
        var (kind, apiVersion) = form == ResponseForm.Metadata ? ("PartialObjectMetadataList", "meta.k8s.io/v1") : ($"{request.Type.Kind}List", request.Type.ApiVersion);
        var response = request.Http.Response;
        response.ContentType = "application/json";
        using var memory = new MemoryStream();
        memory.Write(Encoding.UTF8.GetBytes($$"""{"kind":"{{kind}}","apiVersion":"{{apiVersion}}","metadata":{{metadata.ToJsonString()}},"items":["""));
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                memory.WriteByte((byte)',');
            }

            first = false;
            memory.Write(Answer.Bytes(item));
        }

        memory.Write("]}"u8);
        await response.BodyWriter.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), request.Http.RequestAborted);
    }
}
