using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Changes;

/// <summary>Whether labels fit a label selector in its long form. A selector that is there and empty selects everything; one that is missing, nothing.</summary>
internal static class LabelMatch
{
    public static bool Selects(JsonNode? selector, IReadOnlyDictionary<string, string> labels) => selector is JsonObject
        && selector.Map("matchLabels").All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && selector.Items("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(expression.Text("key") ?? "", out var value);
        return expression.Text("operator") switch
        {
            "In" => isThere && expression.Texts("values").Contains(value!),
            "NotIn" => !isThere || !expression.Texts("values").Contains(value!),
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }
}
