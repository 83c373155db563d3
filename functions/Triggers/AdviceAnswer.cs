using System.Text.Json.Nodes;

namespace Autocura.Triggers;

/// <summary>What a language model said of an incident, as it is answered: its own words, what was refused of them and why. It is advice, and nothing is done because of it alone.</summary>
internal static class AdviceAnswer
{
    private static readonly string[] Told = ["analysis", "confidence", "recommendations", "suggestedActions", "refusedActions", "trust", "usage", "circuit", "generatedAt"];

    /// <summary>Null where none was asked.</summary>
    public static JsonObject? Of(JsonObject? insight)
    {
        if (insight?["status"] is not JsonObject status || (status["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => $"{one["type"]}" == "Answered") is not { } answered)
        {
            return null;
        }

        var answer = new JsonObject
        {
            ["from"] = $"AIInsight {insight["metadata"]?["namespace"]}/{insight["metadata"]?["name"]}",
            ["provider"] = insight["spec"]?["provider"]?.DeepClone(),
            ["model"] = insight["spec"]?["model"]?.DeepClone(),
            ["attempt"] = insight["spec"]?["attempt"]?.DeepClone(),
            ["isAnswered"] = $"{answered["status"]}" == "True",
            ["reason"] = answered["reason"]?.DeepClone(),
            ["told"] = answered["message"]?.DeepClone(),
            ["causes"] = new JsonArray([.. (status["hypotheses"] as JsonArray ?? []).OfType<JsonObject>().Select(Cause)]),
        };
        foreach (var name in Told) answer[name] = status[name]?.DeepClone();
        return answer;
    }

    private static JsonNode Cause(JsonObject named) => new JsonObject
    {
        ["cause"] = named["cause"]?.DeepClone(),
        ["confidence"] = named["probability"]?.DeepClone(),
        ["why"] = named["reason"]?.DeepClone(),
        ["object"] = named["object"]?.DeepClone(),
    };
}
