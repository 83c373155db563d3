using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary>A diagnosis and a plan as lines of text.</summary>
internal static class Explanation
{
    public static string Of(JsonNode diagnosis, JsonNode? status)
    {
        var text = new StringBuilder($"{diagnosis["workload"]}: {diagnosis["phase"]}, attempt {diagnosis["attempt"]}\n{diagnosis["headline"]}\n{diagnosis["reason"]}\n");
        foreach (var cause in (diagnosis["causes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Share(cause["probability"]),6}  {cause["cause"]}: {cause["headline"]}\n");
            foreach (var clue in (cause["clues"] as JsonArray ?? []).OfType<JsonObject>()) text.Append(CultureInfo.InvariantCulture, $"        {(clue["speaks"]?.ToString() == "for" ? '+' : '-')} {clue["text"]} ({clue["weight"]})\n");
        }

        if (status?["plan"] is JsonObject plan)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nPlan {plan["id"]}: {plan["strategy"]}\n  {plan["verdict"]}\n");
            foreach (var line in (plan["diff"] as JsonArray ?? []).Concat(plan["forecast"] is { } forecast ? [forecast] : [])) text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
        }

        foreach (var line in status?["measurements"] as JsonArray ?? []) text.Append(CultureInfo.InvariantCulture, $"\nMeasured: {line}");
        return text.ToString().TrimEnd();
    }

    private static string Share(JsonNode? probability) => probability is JsonValue value && value.TryGetValue<double>(out var share) ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "";
}
