using Autocura.Incidents;

namespace Autocura.LanguageModels;

/// <summary>Settings under <c>Autocura:LanguageModel</c>: when a language model is asked, and what it may cost. Which one is said by the Instance; without one none is asked.</summary>
public sealed record LanguageModelOptions
{
    /// <summary>It is asked when the rules' most probable cause is less probable than this; 0: never, 1: always.</summary>
    public double AskBelow { get; init; } = 0.9;

    /// <summary>How long an incident waits for it, all in all; a tenth of a second to two minutes.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Tokens that an answer may have.</summary>
    public int MostAnswerTokens { get; init; } = 1500;

    /// <summary>Tokens of questions and answers within a day (UTC), of all hosts together.</summary>
    public int TokensPerDay { get; init; } = 200_000;

    /// <summary>Of so many questions within ten minutes half have failed, and it is left alone.</summary>
    public int BreakerFailures { get; init; } = 3;

    /// <summary>For so long; then it is asked once.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (AskBelow is not (>= 0 and <= 1)) yield return $"Autocura:LanguageModel:AskBelow is {AskBelow}; it may be 0 (never) to 1 (always).";
        if (Within < TimeSpan.FromMilliseconds(100) || Within > TimeSpan.FromMinutes(2)) yield return $"Autocura:LanguageModel:Within is {Within}; it may be 00:00:00.1 to 00:02:00.";
        if (MostAnswerTokens is < 200 or > 16_000) yield return $"Autocura:LanguageModel:MostAnswerTokens is {MostAnswerTokens}; it may be 200 to 16000.";
        if (TokensPerDay < 0) yield return $"Autocura:LanguageModel:TokensPerDay is {TokensPerDay}; it cannot be negative.";
        if (BreakerFailures is < 2 or > 100) yield return $"Autocura:LanguageModel:BreakerFailures is {BreakerFailures}; it may be 2 to 100.";
        if (BreakerPause < TimeSpan.FromSeconds(1) || BreakerPause > TimeSpan.FromDays(1)) yield return $"Autocura:LanguageModel:BreakerPause is {BreakerPause}; it may be 00:00:01 to 1.00:00:00.";
    }

    /// <summary>What an incident takes with it; null: none is asked.</summary>
    public AdviceSettings? ToSettings() => AskBelow > 0 ? new AdviceSettings(AskBelow, Within) : null;
}
