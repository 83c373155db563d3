using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>GET of one object and of lists, as objects, tables or metadata.</summary>
internal sealed class ReadRoutes(ObjectStore store, TimeProvider time)
{
    private const int FlushAfterBytes = 256 * 1024;

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
            var table = Table(request, [.. page.Objects.Select(stored => stored.Tree)], page.Version);
            page.Describe(table.Ensure("metadata"));
            await Answer.WriteAsync(request.Http, table);
            return;
        }

        var items = page.Objects.Select(stored => form == ResponseForm.Metadata ? Answer.Bytes(TableWriter.Partial(stored.Tree)) : stored.Json);
        await WriteListAsync(request, items, page, form);
    }

    /// <summary>The objects a list or watch is about, at one moment, in the version asked for.</summary>
    public static IEnumerable<StoredObject> Select(ResourceRequest request, StoreState moment)
    {
        var matches = Matcher(request);
        var all = moment.ListStored(request.Key.Group, request.Type.Plural, request.Namespace).Select(stored => ObjectViews.Show(stored, request.Type));
        return ListOptions.IsSelecting(request) ? all.Where(Matches) : all;

        bool Matches(StoredObject stored) => matches(stored.Tree);
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

    // What is stored is bytes already: the list is written around them.
    private static async Task WriteListAsync(ResourceRequest request, IEnumerable<byte[]> items, ListPage page, ResponseForm form)
    {
        var metadata = new JsonObject();
        page.Describe(metadata);
        var (kind, apiVersion) = form == ResponseForm.Metadata ? ("PartialObjectMetadataList", "meta.k8s.io/v1") : ($"{request.Type.Kind}List", request.Type.ApiVersion);
        var response = request.Http.Response;
        response.ContentType = "application/json";
        var body = response.BodyWriter;
        body.Write(Encoding.UTF8.GetBytes($$"""{"kind":"{{kind}}","apiVersion":"{{apiVersion}}","metadata":{{metadata.ToJsonString()}},"items":["""));
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                body.Write(","u8);
            }

            isFirst = false;
            body.Write(item);
            if (body.UnflushedBytes > FlushAfterBytes)
            {
                await body.FlushAsync(request.Http.RequestAborted);
            }
        }

        body.Write("]}"u8);
        await body.FlushAsync(request.Http.RequestAborted);
    }
}
