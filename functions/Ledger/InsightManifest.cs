using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>A diagnosis as an AIInsight: the causes with their probabilities, what speaks for each, and what would cure the first.</summary>
internal static class InsightManifest
{
    private const int MaxHypotheses = 32;
    private const int MaxClues = 64;
    private const int MaxActions = 32;
    private const int MaxLines = 16;
    private const int MaxScraped = 20;

    public static JsonObject Spec(IncidentRecord record) => new()
    {
        ["issueRef"] = Manifest.Reference(RecordNames.Issue(record.Incident)),
        ["provider"] = "Deterministic",
        ["attempt"] = Math.Max(1, record.Status.Attempt),
    };

    /// <param name="record">The record that carries the diagnosis.</param>
    /// <param name="ranked">The diagnosis.</param>
    /// <param name="before">The insight as it stands: the same diagnosis keeps its time.</param>
    public static JsonObject Status(IncidentRecord record, RankedHypotheses ranked, JsonObject before)
    {
        var status = new JsonObject
        {
            ["analysis"] = $"{Manifest.Text(ranked.Top.Headline, Manifest.Sentence)} {Manifest.Text(ranked.Reason, Manifest.Prose)}",
            ["confidence"] = Math.Round(Math.Clamp(ranked.Top.Probability, 0, 1), 3),
            ["recommendations"] = Manifest.Texts(ranked.Top.Remedies.Select(remedy => $"{remedy.Action} on {remedy.Target}: {remedy.Why}"), MaxActions, Manifest.Sentence),
            ["suggestedActions"] = new JsonArray([.. ranked.Top.Remedies.Take(MaxActions).Select(Suggestion)]),
            ["hypotheses"] = new JsonArray([.. ranked.Hypotheses.Take(MaxHypotheses).Select((hypothesis, rank) => Of(hypothesis, rank == 0 ? ranked.Reason : null))]),
        };
        if (ranked.Scraped.Count > 0) status["scraped"] = Manifest.Texts(ranked.Scraped, MaxScraped, Manifest.Sentence);
        var earlier = before["status"]?.DeepClone() as JsonObject;
        var made = earlier?["generatedAt"]?.DeepClone();
        earlier?.Remove("generatedAt");
        status["generatedAt"] = made is not null && JsonNode.DeepEquals(earlier, status) ? made : Manifest.Time(record.At);
        return status;
    }

    private static JsonObject Of(Hypothesis hypothesis, string? reason)
    {
        var manifest = new JsonObject
        {
            ["cause"] = hypothesis.Cause,
            ["probability"] = Math.Clamp(hypothesis.Probability, 0, 1),
            ["headline"] = Manifest.Text(hypothesis.Headline, Manifest.Sentence),
            ["evidence"] = Manifest.Texts(hypothesis.Clues.Select(clue => clue.Text), MaxClues, Manifest.Prose),
            ["clues"] = new JsonArray([.. hypothesis.Clues.Take(MaxClues).Select(Of)]),
            ["chain"] = Manifest.Texts(hypothesis.Chain, MaxLines, Manifest.Sentence),
            ["wouldChange"] = Manifest.Texts(hypothesis.WouldChange, MaxLines, Manifest.Sentence),
        };
        if (hypothesis.Culprit is { } culprit) manifest["object"] = Manifest.Resource(culprit);
        if (reason is not null) manifest["reason"] = Manifest.Text(reason, Manifest.Prose);
        return manifest;
    }

    private static JsonObject Of(Clue clue)
    {
        var manifest = new JsonObject { ["text"] = Manifest.Text(clue.Text, Manifest.Sentence), ["speaks"] = clue.Weight >= 0 ? "for" : "against", ["weight"] = Likelihood.InWords(clue.Weight) };
        if (clue.SeenOn is { } seen) manifest["object"] = Manifest.Resource(seen);
        if (clue.Field.Length > 0) manifest["field"] = Manifest.Text(clue.Field, 253);
        if (clue.At is { } at) manifest["at"] = Manifest.Time(at);
        return manifest;
    }

    private static JsonObject Suggestion(Remedy remedy) => new()
    {
        ["name"] = Manifest.Text($"{remedy.Action} {remedy.Target}", 253),
        ["action"] = remedy.Action,
        ["description"] = Manifest.Text(remedy.Why, Manifest.Prose),
        ["params"] = Manifest.Map(remedy.Parameters, 64),
    };
}
