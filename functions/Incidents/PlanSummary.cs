namespace Autocura.Incidents;

/// <summary>A plan as a person must see it to decide: its id, what it does, exactly what changes, and how it was judged.</summary>
public sealed record PlanSummary(string Id, string Strategy, double Risk, IReadOnlyList<string> Steps, string Verdict)
{
    public IReadOnlyList<string> Diff { get; init; } = [];

    /// <summary>What its simulation says; null when it was not simulated.</summary>
    public string? Forecast { get; init; }

    /// <summary>What a decision may name, so that it holds for this very plan; empty while none is asked for.</summary>
    public string Hash { get; init; } = "";

    /// <summary>How many different people must approve it.</summary>
    public int Approvers { get; init; } = 1;
}
