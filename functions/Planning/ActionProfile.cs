namespace Autocura.Planning;

/// <summary>What planning and guardrails know of an action: never the code that carries it out.</summary>
public sealed record ActionProfile
{
    public required string Name { get; init; }

    /// <summary>One line: what it does.</summary>
    public required string Summary { get; init; }

    /// <summary>Causes it can cure.</summary>
    public required IReadOnlyList<string> Suits { get; init; }

    /// <summary>Chance of making things worse, 0 to 1, before anything is known of the case.</summary>
    public required double Risk { get; init; }

    /// <summary>True when the state before can be restored exactly.</summary>
    public required bool Reversible { get; init; }

    /// <summary>How long it takes before its effect can be judged.</summary>
    public required TimeSpan SettleTime { get; init; }

    public required BlastRadius BlastRadius { get; init; }
}
