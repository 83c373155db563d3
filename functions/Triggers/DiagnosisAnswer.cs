using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Triggers;

/// <summary>A diagnosis as it is answered: headline, ranked causes with their evidence, and where it comes from.</summary>
internal static class DiagnosisAnswer
{
    public static JsonObject Of(string id, IncidentStatus status, JsonObject? insight)
    {
        var found = insight?["status"]?["hypotheses"] as JsonArray;
        var answer = new JsonObject
        {
            ["incident"] = id,
            ["workload"] = status.Workload.ToString(),
            ["phase"] = status.Phase.ToString(),
            ["attempt"] = status.Attempt,
            ["headline"] = status.Headline,
        };
        if (found is null)
        {
            answer["from"] = "the incident's status: its AIInsight could not be read, so the evidence is missing here";
            answer["causes"] = new JsonArray([.. status.Causes.Select(cause => new JsonObject { ["cause"] = cause.Cause, ["probability"] = cause.Probability, ["headline"] = cause.Headline })]);
            return answer;
        }

        answer["from"] = $"AIInsight {insight!["metadata"]!["namespace"]}/{insight["metadata"]!["name"]}";
        answer["generatedAt"] = insight["status"]!["generatedAt"]?.DeepClone();
        answer["reason"] = found.Count > 0 ? found[0]!["reason"]?.DeepClone() : null;
        answer["causes"] = new JsonArray([.. found.OfType<JsonObject>().Select(Cause)]);
        answer["suggestedActions"] = insight["status"]!["suggestedActions"]?.DeepClone();
        return answer;
    }

    // The lines of "evidence" are those of "clues" without their numbers: one of the two is enough.
    private static JsonNode Cause(JsonObject hypothesis)
    {
        var cause = hypothesis.DeepClone().AsObject();
        cause.Remove("evidence");
        cause.Remove("reason");
        return cause;
    }
}
