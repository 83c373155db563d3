using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>What an experiment selects, in words.</summary>
internal static class ExperimentText
{
    private const int Longest = 200;

    public static string Selects(JsonNode? spec)
    {
        var target = spec.At("target", "selector");
        var text = Selector(spec.At("selector"));
        return (target is null ? text : $"{text}, {Direction(spec.Text("direction"))} {Selector(target)}").Clip(Longest);
    }

    private static string Direction(string? direction) => direction switch
    {
        "both" => "to and from",
        "from" => "from",
        _ => "to",
    };

    private static string Selector(JsonNode? selector)
    {
        var pods = (selector.At("pods") as JsonObject ?? []).SelectMany(entry => (entry.Value as JsonArray ?? []).Select(pod => $"{entry.Key}/{pod}"));
        var labels = selector.Map("labelSelectors").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        var who = string.Join(",", pods.Concat(labels).Concat(selector.Texts("nodes").Select(node => $"on {node}")));
        var where = string.Join(",", selector.Texts("namespaces"));
        return (who.Length == 0 ? "all pods" : who) + (where.Length == 0 ? "" : $" of {where}");
    }
}
