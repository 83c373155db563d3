namespace Autocura.Guardrails.Notices;

/// <summary>A plan as people are told of it.</summary>
public sealed record NoticedPlan
{
    public required string Id { get; init; }

    /// <summary>What a decision names, so that it holds for this very plan; empty while none is asked for.</summary>
    public string Hash { get; init; } = "";

    public required string Strategy { get; init; }

    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The exact change, shortened.</summary>
    public IReadOnlyList<string> Diff { get; init; } = [];

    public required string BlastRadius { get; init; }

    /// <summary>Chance of making things worse, 0 to 1.</summary>
    public required double Risk { get; init; }

    /// <summary>What its simulation says; empty when it was not simulated.</summary>
    public string Forecast { get; init; } = "";

    /// <summary>How many different people must approve it.</summary>
    public int Approvers { get; init; } = 1;
}
