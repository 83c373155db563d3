using System.Text.Json.Nodes;
using Autocura.Diagnosis.Advising;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>What a language model said of an incident as an AIInsight of its own, beside that of the rules: its words, what was refused of them, and what they weigh.</summary>
internal static class AdviceManifest
{
    private const int MostLines = 32;
    private const int Name = 253;

    public static JsonObject Spec(IncidentRecord record, Advice advice)
    {
        var spec = new JsonObject
        {
            ["issueRef"] = Manifest.Reference(RecordNames.Issue(record.Incident)),
            ["provider"] = advice.Provider,
            ["attempt"] = Math.Max(1, record.Status.Attempt),
        };
        if (advice.Model.Length > 0) spec["model"] = Manifest.Text(advice.Model, Name);
        return spec;
    }

    /// <param name="record">The record that carries the advice.</param>
    /// <param name="advice">The advice.</param>
    /// <param name="before">The insight as it stands: the same advice keeps its time.</param>
    public static JsonObject Status(IncidentRecord record, Advice advice, JsonObject before)
    {
        var status = new JsonObject
        {
            ["conditions"] = new JsonArray(Answered(advice)),
            ["trust"] = Trust(advice),
        };
        if (advice.Result == AdviceResult.Answered) Describe(status, advice);
        if (advice.QuestionTokens + advice.AnswerTokens > 0) status["usage"] = new JsonObject { ["questionTokens"] = advice.QuestionTokens, ["answerTokens"] = advice.AnswerTokens };
        if (advice.Circuit.Length > 0) status["circuit"] = advice.Circuit;
        return Dated(status, before["status"] as JsonObject, record.At);
    }

    private static void Describe(JsonObject status, Advice advice)
    {
        status["analysis"] = Manifest.Text(advice.Analysis, Manifest.Prose);
        status["confidence"] = Math.Round(advice.Confidence, 3);
        status["recommendations"] = Manifest.Texts(advice.Recommendations, MostLines, Manifest.Sentence);
        status["suggestedActions"] = new JsonArray([.. advice.Actions.Select(Suggestion)]);
        status["refusedActions"] = Manifest.Texts(advice.Refused, MostLines, Manifest.Sentence);
        status["hypotheses"] = new JsonArray([.. advice.Causes.Select(named => Hypothesis(named, advice))]);
    }

    private static JsonObject Suggestion(AdvisedAction action) => new()
    {
        ["name"] = Manifest.Text($"{action.Remedy.Action} {action.Remedy.Target}", Name),
        ["action"] = action.Remedy.Action,
        ["description"] = Manifest.Text(action.Remedy.Why, Manifest.Prose),
        ["params"] = Manifest.Map(action.Remedy.Parameters, 64),
    };

    private static JsonObject Hypothesis(AdvisedCause named, Advice advice)
    {
        var manifest = new JsonObject
        {
            ["cause"] = named.Cause,
            ["probability"] = Math.Round(named.Confidence, 3),
            ["headline"] = Manifest.Text($"{advice.Adviser} takes {named.Cause} for the cause.", Manifest.Sentence),
            ["reason"] = Manifest.Text(named.Why, Manifest.Prose),
        };
        if (named.Culprit is { } culprit) manifest["object"] = Manifest.Resource(culprit);
        return manifest;
    }

    /// <summary>How often it was right, and by how much that multiplies the odds of the cause that it names first.</summary>
    private static JsonObject Trust(Advice advice)
    {
        var trust = new JsonObject
        {
            ["cases"] = advice.Trust.Cases,
            ["right"] = advice.Trust.Right,
            ["expected"] = Math.Round(advice.Trust.Mean, 4),
            ["low"] = Math.Round(advice.Trust.Low, 4),
            ["high"] = Math.Round(advice.Trust.High, 4),
        };
        if (advice.Causes.Count > 0) trust["weight"] = Math.Round(Math.Exp(AdviceWeight.Of(advice.Trust.Mean, advice.Causes[0].Confidence)), 3);
        if (advice.Trust.Unread.Length > 0) trust["unread"] = Manifest.Text(advice.Trust.Unread, Manifest.Sentence);
        return trust;
    }

    private static JsonObject Answered(Advice advice) => new()
    {
        ["type"] = "Answered",
        ["status"] = advice.Result == AdviceResult.Answered ? "True" : "False",
        ["reason"] = advice.Reason,
        ["message"] = Manifest.Text(advice.Told, Manifest.Sentence),
    };

    /// <summary>The same words have the time at which they were written first.</summary>
    private static JsonObject Dated(JsonObject status, JsonObject? before, DateTimeOffset at)
    {
        var earlier = before?.DeepClone() as JsonObject;
        var made = earlier?["generatedAt"]?.DeepClone();
        earlier?.Remove("generatedAt");
        (earlier?["conditions"]?[0] as JsonObject)?.Remove("lastTransitionTime");
        var time = made is not null && JsonNode.DeepEquals(earlier, status) ? made : JsonValue.Create(Manifest.Time(at));
        status["generatedAt"] = time;
        status["conditions"]![0]!["lastTransitionTime"] = time.DeepClone();
        return status;
    }
}
