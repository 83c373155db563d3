using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers;

/// <summary>A label selector as a person writes it, and whether it matches labels. An empty one matches everything.</summary>
internal static class SelectorText
{
    public static string Of(JsonNode? selector)
    {
        var terms = selector.Map("matchLabels").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")
            .Concat(selector.Items("matchExpressions").Select(Expression));
        var text = string.Join(",", terms);
        return text.Length == 0 ? "everything" : text;
    }

    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Map("matchLabels").All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
        && selector.Items("matchExpressions").All(expression => Holds(expression, labels));

    /// <summary>One expression; an operator that is not known never holds.</summary>
    public static bool Holds(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(expression.Text("key") ?? "", out var value);
        var isListed = isThere && expression.Texts("values").Contains(value);
        return expression.Text("operator") switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }

    private static string Expression(JsonObject expression)
    {
        var values = string.Join(",", expression.Texts("values"));
        return expression.Text("operator") switch
        {
            "Exists" => expression.Text("key") ?? "",
            "DoesNotExist" => $"!{expression.Text("key")}",
            "NotIn" => $"{expression.Text("key")} not in ({values})",
            _ => $"{expression.Text("key")} in ({values})",
        };
    }
}
