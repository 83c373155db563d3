using System.Globalization;
using System.Text.Json;
using Autocura.Diagnosis.Advising;
using Autocura.Incidents;

namespace Autocura.Planning.Advising;

/// <summary>
/// Reads what a language model has answered. It must be one JSON object of exactly the asked form and within its bounds, or all of it is refused. Of proposed actions each is
/// judged by itself: see <see cref="ProposalCheck"/>.
/// </summary>
public static class AdviceReader
{
    /// <summary>A longer answer is not looked at.</summary>
    public const int Longest = 32 * 1024;

    private const int MostRefusals = 5;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 8 };

    /// <param name="text">The answer.</param>
    /// <param name="scene">What it may speak of.</param>
    public static Advice Read(string text, AdviceScene scene)
    {
        if (text.Length > Longest)
        {
            return Refusal("TooLong", $"The answer has {text.Length} characters; more than {Longest} are not read.");
        }

        try
        {
            return JsonSerializer.Deserialize<AnswerText>(Unfenced(text), Strict) is not { } answer
                ? Refusal("NotTheSchema", "The answer is null.")
                : Problem(answer, scene) is { } problem ? Refusal("NotTheSchema", $"The answer is not of the form that was asked for: {problem}.") : Accepted(answer, scene);
        }
        catch (JsonException unreadable)
        {
            // The message may hold words of the answer: where it broke off says enough.
            return Refusal("NotTheSchema", $"The answer is no JSON of the form that was asked for: it breaks off at {Visible(unreadable.Path ?? "$", 100)}, line {unreadable.LineNumber ?? 0}.");
        }
    }

    private static Advice Refusal(string reason, string told) => new() { Result = AdviceResult.Refused, Reason = reason, Told = told };

    private static Advice Accepted(AnswerText answer, AdviceScene scene)
    {
        var causes = answer.Hypotheses.Select(named => new AdvisedCause(named.Cause, scene.Find(named.Object), Math.Min(named.Confidence, answer.Confidence), Visible(named.Why, AdviceSchema.LongestText))).ToList();
        var judged = answer.SuggestedActions.Select(proposed => (Proposed: proposed, Judged: ProposalCheck.Judge(proposed, causes, scene))).ToList();
        return new Advice
        {
            Result = AdviceResult.Answered,
            Reason = "Answered",
            Told = causes.Count > 0 ? $"It names {causes[0].Cause}{(causes[0].Culprit is { } at ? $" at {at}" : "")}." : "It names no cause.",
            Analysis = Visible(answer.Analysis, AdviceSchema.LongestAnalysis),
            Confidence = answer.Confidence,
            Recommendations = [.. answer.Recommendations.Select(line => Visible(line, AdviceSchema.LongestText))],
            Causes = causes,
            Actions = [.. judged.Select(one => one.Judged.Action).OfType<AdvisedAction>()],
            Refused = [.. judged.Where(one => one.Judged.Refused.Length > 0).Select(one => $"{one.Proposed.Action} on {Visible($"{one.Proposed.Target.Kind} {one.Proposed.Target.Namespace}/{one.Proposed.Target.Name}", 150)}: {one.Judged.Refused}").Take(MostRefusals)],
        };
    }

    private static string? Problem(AnswerText answer, AdviceScene scene)
    {
        var texts = answer.Recommendations.Concat(answer.Hypotheses.Select(one => one.Why)).Concat(answer.SuggestedActions.Select(one => one.Why));
        return answer switch
        {
            { Confidence: not (>= 0 and <= 1) } => "confidence lies outside of 0 to 1",
            _ when answer.Hypotheses.Any(one => one.Confidence is not (>= 0 and <= 1)) => "the confidence of a hypothesis lies outside of 0 to 1",
            { Analysis.Length: > AdviceSchema.LongestAnalysis } => $"analysis is longer than {AdviceSchema.LongestAnalysis} characters",
            { Recommendations.Count: > AdviceSchema.MostRecommendations } => $"there are more than {AdviceSchema.MostRecommendations} recommendations",
            { Hypotheses.Count: > AdviceSchema.MostCauses } => $"there are more than {AdviceSchema.MostCauses} hypotheses",
            { SuggestedActions.Count: > AdviceSchema.MostActions } => $"there are more than {AdviceSchema.MostActions} suggestedActions",
            _ when answer.Recommendations.Any(one => one is null) || answer.Hypotheses.Any(one => one is null) || answer.SuggestedActions.Any(one => one?.Parameters.All(parameter => parameter is not null) != true) => "a list holds null",
            _ when texts.Any(text => text.Length > AdviceSchema.LongestText) => $"a text is longer than {AdviceSchema.LongestText} characters",
            _ when answer.Hypotheses.Any(one => !AdviceVocabulary.Causes.Contains(one.Cause)) => "a hypothesis names a cause that is none of those given",
            _ when answer.Hypotheses.Any(one => one.Object is { } named && scene.Find(named) is null) => "a hypothesis names an object that the evidence does not",
            _ when answer.SuggestedActions.Any(one => one.Parameters.Count > AdviceSchema.MostParameters) => $"an action has more than {AdviceSchema.MostParameters} parameters",
            _ => null,
        };
    }

    // Some servers put the whole answer into one fenced block, whatever they are told.
    private static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        var first = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return first > 0 && trimmed.EndsWith("\n```", StringComparison.Ordinal) && trimmed[..first].TrimEnd() is "```json" or "```" && first < trimmed.Length - 4 ? trimmed[(first + 1)..^4] : trimmed;
    }

    /// <summary>Without what a reader cannot see, or would see where it does not stand: control and formatting characters, and what no font has.</summary>
    public static string Visible(string text, int longest)
    {
        var seen = string.Concat(text.EnumerateRunes().Select(rune => System.Text.Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
            UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => "",
            _ => $"{rune}",
        }));
        return seen.Length <= longest ? seen : $"{seen[..(longest - 1)]}…";
    }
}

/// <summary>What an answer may speak of.</summary>
/// <param name="Evidence">What was read.</param>
/// <param name="Objects">What the evidence names (<see cref="EvidenceObjects"/>).</param>
/// <param name="Profiles">The actions that there are.</param>
/// <param name="Adviser">Who answers, for people.</param>
public sealed record AdviceScene(Diagnosis.Evidence Evidence, IReadOnlyList<ObjectRef> Objects, IReadOnlyDictionary<string, ActionProfile> Profiles, string Adviser)
{
    internal ObjectRef? Find(AnswerObject? named) => named is null ? null : Objects.FirstOrDefault(known => (known.Kind, known.Namespace, known.Name) == (named.Kind, named.Namespace, named.Name));
}
