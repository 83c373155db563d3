using System.Text.Json.Serialization;
using Autocura.Diagnosis.Advising;

namespace Autocura.Diagnosis;

/// <summary>The answer to "why": hypotheses, most probable first, and why the first outranks the second.</summary>
public sealed record RankedHypotheses
{
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    public required string Reason { get; init; }

    /// <summary>What the workload's pods said of themselves, as it stands in the evidence: for people, no cause is weighed by it.</summary>
    public IReadOnlyList<string> Scraped { get; init; } = [];

    /// <summary>What a language model says of it; null when none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Advice? Advice { get; init; }

    /// <summary>Why the first outranks the second by the rules alone; null where no model's word is weighed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReasonUnaided { get; init; }

    [JsonIgnore]
    public Hypothesis Top => Hypotheses[0];
}
