using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers;

/// <summary>Writes an object's label selector as the API takes it in a query.</summary>
internal static class Selectors
{
    public static string Of(JsonNode? selector) => string.Join(',', selector.Map("matchLabels")
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}")
        .Concat(selector.Items("matchExpressions").Select(Expression)));

    private static string Expression(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = string.Join(',', expression.Texts("values"));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => $"{key}",
            "DoesNotExist" => $"!{key}",
            var other => throw new ClusterException($"The selector uses the operator {other}, which is not known here.", "Invalid", System.Net.HttpStatusCode.UnprocessableEntity),
        };
    }
}
