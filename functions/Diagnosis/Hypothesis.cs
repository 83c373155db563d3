using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>One possible cause, how probable it is, and what speaks for it.</summary>
public sealed record Hypothesis
{
    /// <summary>One of <see cref="Diagnosis.Cause"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>0 to 1; all hypotheses of one diagnosis add up to 1.</summary>
    public double Probability { get; init; }

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
public sealed record Clue(string Text, double Weight);

/// <summary>A rule's proposal: one action on one object. Parameters are strings, as in a Runbook.</summary>
public sealed record Remedy(string Action, ObjectRef Target, IReadOnlyDictionary<string, string> Parameters, string Why)
{
    /// <summary>How likely it cures when the cause is the true one: one of <see cref="CureChance"/>.</summary>
    public double Chance { get; init; } = CureChance.Likely;

    /// <summary>True when it is no alternative to the remedy before it but cures only together with it.</summary>
    public bool JoinsPrevious { get; init; }
}
