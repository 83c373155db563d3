using System.Text.Json.Serialization;

namespace Autocura.Diagnosis.Advising;

/// <summary>
/// What a language model said of an incident, checked and bounded, or why there is nothing of the kind. Its texts were written by a stranger: they are shown as its own
/// words, and nothing acts upon them.
/// </summary>
public sealed record Advice
{
    public required AdviceResult Result { get; init; }

    /// <summary>Why, in one word that programs compare: Answered, NotTheSchema, TimedOut, CircuitOpen, ...</summary>
    public required string Reason { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Told { get; init; }

    /// <summary>As the Instance names it; empty when there is none.</summary>
    public string Provider { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>The model's account of what happened; at most 2,000 characters.</summary>
    public string Analysis { get; init; } = "";

    /// <summary>How sure it says it is, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>What it advises people; at most 5.</summary>
    public IReadOnlyList<string> Recommendations { get; init; } = [];

    /// <summary>The causes that it names, the likeliest first; at most 3.</summary>
    public IReadOnlyList<AdvisedCause> Causes { get; init; } = [];

    /// <summary>The actions that it proposes and that passed every check; at most 3.</summary>
    public IReadOnlyList<AdvisedAction> Actions { get; init; } = [];

    /// <summary>The actions that it proposed and that did not, each with the reason; at most 5.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>How often it was right before.</summary>
    public AdviserTrust Trust { get; init; } = new();

    /// <summary>Tokens of the question and of the answer, as the server counted them; 0 when it did not say, or was not asked.</summary>
    public int QuestionTokens { get; init; }

    public int AnswerTokens { get; init; }

    /// <summary>True when the same evidence had been answered a moment ago.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>How the way to the model stands afterwards: Closed, Open or HalfOpen; empty when it was not taken.</summary>
    public string Circuit { get; init; } = "";

    /// <summary>"OPENAI gpt-4.1-mini".</summary>
    [JsonIgnore]
    public string Adviser => $"{Provider} {Model}".Trim();
}

/// <summary>What came of asking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdviceResult>))]
public enum AdviceResult
{
    /// <summary>It answered, and the answer is of the form that was asked for.</summary>
    Answered,

    /// <summary>It answered, and the answer cannot be used.</summary>
    Refused,

    /// <summary>It was not asked, or did not answer.</summary>
    Unavailable,
}
