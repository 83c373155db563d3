using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Autocura.Cluster;

/// <summary>
/// Lists objects page by page. A list takes so long in a large cluster that the server may forget where it was (410): then it is begun anew, once, and
/// what was handed out already is not handed out again.
/// </summary>
internal sealed class ListPages(Func<string, CancellationToken, Task<JsonObject>> get, ClusterWire wire)
{
    private const int PageSize = 500;

    /// <summary>At most the query's limit.</summary>
    public async Task<ObjectList> ListAsync(ResourceKind kind, ListQuery query, CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        await foreach (var page in PagesAsync(kind, query, Math.Min(PageSize, query.Limit), cancellationToken))
        {
            if (page.IsAnew)
            {
                found.Clear();
            }

            var left = query.Limit - found.Count;
            found.AddRange(page.Items.Take(left));
            if (found.Count == query.Limit)
            {
                return new ObjectList(found, page.Next.Length > 0 || page.Items.Count > left);
            }
        }

        return new ObjectList(found, isCut: false);
    }

    /// <summary>All of them.</summary>
    public async IAsyncEnumerable<JsonObject> StreamAsync(ResourceKind kind, ListQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = new HashSet<string>();
        await foreach (var page in PagesAsync(kind, query, PageSize, cancellationToken))
        {
            foreach (var item in page.Items.Where(item => given.Add(Key(item))))
            {
                yield return item;
            }
        }
    }

    /// <summary>One page; null: the server has forgotten where the list was.</summary>
    public async Task<ObjectPage?> PageAsync(ResourceKind kind, ListQuery query, string from, CancellationToken cancellationToken) =>
        await PageAsync(kind, query, query.Limit, from, cancellationToken) is { } page ? new ObjectPage(page.Items, page.Next) : null;

    private async IAsyncEnumerable<Page> PagesAsync(ResourceKind kind, ListQuery query, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (next, wasBegunAnew) = ("", false);
        do
        {
            if (await PageAsync(kind, query, size, next, cancellationToken) is { } page)
            {
                yield return page;
                next = page.Next;
                continue;
            }

            if (wasBegunAnew)
            {
                throw new ClusterException($"The list of {kind.Plural} grew old twice before it was whole.", "Expired", HttpStatusCode.ServiceUnavailable);
            }

            wasBegunAnew = true;
            var first = await PageAsync(kind, query, size, "", cancellationToken);
            yield return first! with { IsAnew = true };
            next = first.Next;
        }
        while (next.Length > 0);
    }

    /// <summary>Null: the server has forgotten where the list was.</summary>
    private async Task<Page?> PageAsync(ResourceKind kind, ListQuery query, int size, string next, CancellationToken cancellationToken)
    {
        try
        {
            var page = await get(kind.CollectionPath(query.Namespace) + Query(query, size, next), cancellationToken);
            var items = (page["items"] as JsonArray ?? []).OfType<JsonObject>().Select(item => Typed(item, kind)).ToList();
            return new Page(items, page["metadata"]?["continue"]?.GetValue<string>() ?? "", IsAnew: false);
        }
        catch (ClusterException expired) when (expired.Status is HttpStatusCode.Gone && next.Length > 0)
        {
            wire.Log.LogInformation("The list of {Kind} grew old and is begun anew: {Failure}", kind.Plural, expired.Message);
            return null;
        }
    }

    private static string Query(ListQuery query, int size, string next)
    {
        var text = $"?limit={size}";
        if (query.LabelSelector.Length > 0) text += $"&labelSelector={Uri.EscapeDataString(query.LabelSelector)}";
        if (query.FieldSelector.Length > 0) text += $"&fieldSelector={Uri.EscapeDataString(query.FieldSelector)}";
        return next.Length == 0 ? text : $"{text}&continue={Uri.EscapeDataString(next)}";
    }

    /// <summary>Items of a list do not say what they are, or say that they are metadata; we say what of.</summary>
    private static JsonObject Typed(JsonObject item, ResourceKind kind)
    {
        item["apiVersion"] = kind.ApiVersion;
        item["kind"] = kind.Kind;
        return item;
    }

    private static string Key(JsonObject item) => $"{item["metadata"]?["namespace"]}/{item["metadata"]?["name"]}";

    private sealed record Page(IReadOnlyList<JsonObject> Items, string Next, bool IsAnew);
}
