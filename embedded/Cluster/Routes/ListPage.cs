using System.Text;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>One page of a list: limit and continue. A later page shows the present, not the moment of the first.</summary>
internal sealed record ListPage(IReadOnlyList<JsonObject> Objects, string? Continue, int Remaining)
{
    public static ListPage Of(IEnumerable<JsonObject> all, ResourceRequest request)
    {
        if (request.Query("continue") is { Length: > 0 } token)
        {
            var after = Decode(token);
            all = all.SkipWhile(obj => string.CompareOrdinal(Position(obj), after) <= 0);
        }

        var limit = request.QueryNumber("limit") ?? 0;
        var rest = all.ToList();
        return limit > 0 && rest.Count > limit
            ? new(rest[..limit], Encode(Position(rest[limit - 1])), rest.Count - limit)
            : new(rest, null, 0);
    }

    public void Describe(JsonObject metadata)
    {
        if (Continue is not null)
        {
            metadata["continue"] = Continue;
            metadata["remainingItemCount"] = Remaining;
        }
    }

    private static string Position(JsonObject obj) => $"{obj.Namespace()}\0{obj.Name()}";

    private static string Encode(string position) => Convert.ToBase64String(Encoding.UTF8.GetBytes(position));

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw ApiStatusException.BadRequest("continue key is not valid: repeat the list without it");
    }
}
