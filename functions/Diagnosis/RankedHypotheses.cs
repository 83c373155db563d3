using System.Text.Json.Serialization;

namespace Autocura.Diagnosis;

/// <summary>The answer to "why": hypotheses, most probable first, and why the first outranks the second.</summary>
public sealed record RankedHypotheses
{
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    public required string Reason { get; init; }

    [JsonIgnore]
    public Hypothesis Top => Hypotheses[0];
}
