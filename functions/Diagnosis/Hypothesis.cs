using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>One possible cause, how probable it is, and what speaks for it.</summary>
public sealed record Hypothesis
{
    /// <summary>One of <see cref="Diagnosis.Cause"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>The object at fault: the one that has to change for the trouble to end. Null: the workload itself, or nobody knows.</summary>
    public ObjectRef? Culprit { get; init; }

    /// <summary>What makes this one different from another hypothesis of the same cause, when a rule gives several: the object, or a flag. Stable.</summary>
    [JsonIgnore]
    public string Key => Culprit is null ? Cause : $"{Cause} {Culprit}";

    /// <summary>From the trouble seen to its origin, a line a step, when the origin lies elsewhere; empty otherwise.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>The workload at which it was found, when that is not the one that suffers.</summary>
    public WorkloadRef? FoundAt { get; init; }

    /// <summary>What would change the answer: what was not read, or what one could look at.</summary>
    public IReadOnlyList<string> WouldChange { get; init; } = [];

    /// <summary>0 to 1; all hypotheses of one diagnosis add up to 1.</summary>
    public double Probability { get; init; }

    /// <summary>The probability by the rules alone, where a language model has spoken too; null where none has, or no rule sees it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Unaided { get; init; }

    /// <summary>One line for the person on call.</summary>
    public required string Headline { get; init; }

    /// <summary>What speaks for it and against it, strongest first.</summary>
    public IReadOnlyList<Clue> Clues { get; init; } = [];

    /// <summary>What would cure it, best first.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}

/// <summary>
/// One observation and how much it moves the odds: <paramref name="Weight"/> is a natural-log likelihood ratio,
/// positive for, negative against.
/// </summary>
public sealed record Clue(string Text, double Weight)
{
    /// <summary>The object it was seen on; null for the workload and its pods.</summary>
    public ObjectRef? SeenOn { get; init; }

    /// <summary>The field or series that says so; empty when the text says it all.</summary>
    public string Field { get; init; } = "";

    /// <summary>When it was seen, or happened.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>True for the word of a language model: nothing was seen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAdvice { get; init; }
}

/// <summary>A rule's proposal: one action on one object. Parameters are strings, as in a Runbook.</summary>
public sealed record Remedy(string Action, ObjectRef Target, IReadOnlyDictionary<string, string> Parameters, string Why)
{
    /// <summary>How likely it cures when the cause is the true one: one of <see cref="CureChance"/>.</summary>
    public double Chance { get; init; } = CureChance.Likely;

    /// <summary>True when it is no alternative to the remedy before it but cures only together with it.</summary>
    public bool JoinsPrevious { get; init; }
}
