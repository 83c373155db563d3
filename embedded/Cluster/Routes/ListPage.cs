using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>One page of a list: what of the moment the list is of comes next, and how to ask for what comes after it.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Objects, string Version, string? Continue, int? Remaining)
{
    /// <summary>The page of a list that the request asks for. <paramref name="all"/> is of the moment <paramref name="version"/>.</summary>
    public static ListPage Of(IEnumerable<StoredObject> all, long version, ListOptions options)
    {
        if (options.Continue is { } token)
        {
            all = all.SkipWhile(obj => string.CompareOrdinal(Position(obj), token.After) <= 0);
        }

        var shown = version.ToString();
        var rest = all.ToList();
        if (options.Limit is not > 0 || rest.Count <= options.Limit)
        {
            return new(rest, shown, null, null);
        }

        var page = rest[..(int)options.Limit];
        var next = new ContinueToken(version, Position(page[^1])).ToString();
        return new(page, shown, next, options.IsSelective ? null : rest.Count - page.Count);
    }

    public void Describe(JsonObject metadata)
    {
        metadata["resourceVersion"] = Version;
        if (Continue is not null)
        {
            metadata["continue"] = Continue;
        }

        // Of a list that is selected from, a server does not know how much is left.
        if (Remaining is { } remaining)
        {
            metadata["remainingItemCount"] = remaining;
        }
    }

    private static string Position(StoredObject obj) => $"{obj.Key.Namespace}/{obj.Key.Name}";
}
