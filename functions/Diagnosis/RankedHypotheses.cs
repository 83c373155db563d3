using System.Text.Json.Serialization;

namespace Autocura.Diagnosis;

/// <summary>The answer to "why": hypotheses, most probable first, and why the first outranks the second.</summary>
public sealed record RankedHypotheses
{
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    public required string Reason { get; init; }

    /// <summary>What the workload's pods said of themselves, as it stands in the evidence: for people, no cause is weighed by it.</summary>
    public IReadOnlyList<string> Scraped { get; init; } = [];

    [JsonIgnore]
    public Hypothesis Top => Hypotheses[0];
}
