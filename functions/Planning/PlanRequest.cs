using System.Text.Json.Serialization;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning.Foresight;
using Autocura.Policies;

namespace Autocura.Planning;

/// <summary>What the planner plans from: what was seen, what it may mean, and what was tried before in this incident.</summary>
public sealed record PlanRequest
{
    public required Incident Incident { get; init; }

    public required Evidence Evidence { get; init; }

    public required RankedHypotheses Diagnosis { get; init; }

    /// <summary>The attempt to plan, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The probability that the most probable cause must have before anything is changed for it.</summary>
    public double ConfidenceThreshold { get; init; } = Planner.MinimumProbability;

    /// <summary>The same, and never less than <see cref="Planner.MinimumProbability"/>.</summary>
    [JsonIgnore]
    public double LeastProbability => Math.Max(Planner.MinimumProbability, ConfidenceThreshold);

    /// <summary>How the candidates are simulated.</summary>
    public ForesightTerms Foresight { get; init; } = new();

    /// <summary>What people have decided to do about it: it goes before the diagnosis' own remedies.</summary>
    public IReadOnlyList<Prescription> Prescriptions { get; init; } = [];

    /// <summary>Remedies of earlier attempts, oldest first.</summary>
    public IReadOnlyList<TriedRemedy> Tried { get; init; } = [];
}
