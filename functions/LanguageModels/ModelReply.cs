namespace Autocura.LanguageModels;

/// <summary>What came back of one question: a text, or why there is none. What a server says of a failure is not passed on; it may hold anything.</summary>
/// <param name="Reason">One word that programs compare; Answered where there is a text.</param>
/// <param name="Told">The same in a sentence.</param>
public sealed record ModelReply(string Reason, string Told)
{
    public const string Answered = "Answered";

    /// <summary>The model's words; null where there are none.</summary>
    public string? Text { get; init; }

    /// <summary>True when the server answered in its own protocol, whatever it said: then nothing is wrong with the way to it.</summary>
    public bool WasHeard { get; init; }

    /// <summary>True when no model has worked on it: it was not sent, or turned away at the door.</summary>
    public bool IsFree { get; init; }

    /// <summary>True when asking once more may help.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>As the server counted them; null where it did not say.</summary>
    public int? QuestionTokens { get; init; }

    public int? AnswerTokens { get; init; }

    /// <summary>How the way to the model stands afterwards.</summary>
    public string Circuit { get; init; } = "";
}
