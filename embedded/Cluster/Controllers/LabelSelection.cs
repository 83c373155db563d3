using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Decides which objects a workload or a Service selects. An empty selector selects nothing, as the API demands of workloads and Services.</summary>
internal static class LabelSelection
{
    /// <summary>Whether a label selector with <c>matchLabels</c> and <c>matchExpressions</c> takes these labels.</summary>
    public static bool Selects(JsonNode? selector, IReadOnlyDictionary<string, string> labels)
    {
        var wanted = selector.TextMap("matchLabels");
        var expressions = selector.Objects("matchExpressions").ToList();
        return wanted.Count + expressions.Count > 0 && HasAll(wanted, labels) && expressions.TrueForAll(expression => Holds(expression, labels));
    }

    /// <summary>Whether the labels contain every wanted pair, and at least one pair is wanted (the selector of a Service).</summary>
    public static bool SelectsByMap(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.Count > 0 && HasAll(wanted, labels);

    /// <summary>Whether one expression of a label selector or of a node affinity term holds.</summary>
    public static bool Holds(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var key = expression.Text("key") ?? "";
        var found = labels.TryGetValue(key, out var value);
        return expression.Text("operator") switch
        {
            "In" => found && expression.Texts("values").Contains(value),
            "NotIn" => !found || !expression.Texts("values").Contains(value),
            "Exists" => found,
            "DoesNotExist" => !found,
            _ => false,
        };
    }

    private static bool HasAll(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
