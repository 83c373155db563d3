using System.Text.Json.Nodes;

namespace Autocura.Planning.Advising;

/// <summary>The form that an answer must have, as a JSON schema in the subset that servers can enforce: every field is required, and no other is allowed.</summary>
public static class AdviceSchema
{
    public const int MostCauses = 3;
    public const int MostActions = 3;
    public const int MostRecommendations = 5;
    public const int MostParameters = 8;
    public const int LongestAnalysis = 2000;
    public const int LongestText = 500;
    public const int LongestName = 253;

    /// <summary>A new copy, which the caller may keep.</summary>
    public static JsonObject Of() => Object(
        ("analysis", Text($"What happened and why, in plain English; at most {LongestAnalysis} characters.")),
        ("confidence", Number()),
        ("recommendations", List(Text($"Advice for people; at most {LongestText} characters."), MostRecommendations)),
        ("hypotheses", List(
            Object(
                ("cause", OneOf(AdviceVocabulary.Causes)),
                ("object", new JsonObject { ["anyOf"] = new JsonArray(Reference(), new JsonObject { ["type"] = "null" }) }),
                ("confidence", Number()),
                ("why", Text($"What in the evidence speaks for it; at most {LongestText} characters."))),
            MostCauses)),
        ("suggestedActions", List(
            Object(
                ("action", OneOf(AdviceVocabulary.Actions.Select(rule => rule.Action))),
                ("target", Reference()),
                ("parameters", List(Object(("name", Text("")), ("value", Text(""))), MostParameters)),
                ("why", Text($"At most {LongestText} characters."))),
            MostActions)));

    private static JsonObject Reference() => Object(("kind", Text("")), ("namespace", Text("Empty for a cluster-wide object.")), ("name", Text("")));

    private static JsonObject Object(params (string Name, JsonObject Schema)[] fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema))),
        ["required"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field.Name))]),
        ["additionalProperties"] = false,
    };

    private static JsonObject List(JsonObject items, int most) => new() { ["type"] = "array", ["description"] = $"At most {most}.", ["items"] = items };

    private static JsonObject Text(string description) => description.Length > 0 ? new() { ["type"] = "string", ["description"] = description } : new() { ["type"] = "string" };

    private static JsonObject Number() => new() { ["type"] = "number", ["description"] = "From 0 to 1." };

    private static JsonObject OneOf(IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };
}
