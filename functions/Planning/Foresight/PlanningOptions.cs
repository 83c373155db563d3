using Autocura.Incidents;

namespace Autocura.Planning.Foresight;

/// <summary>Settings under <c>Autocura:Planning:</c>.</summary>
public sealed record PlanningOptions
{
    /// <summary>Simulated futures of each candidate; 10 to 100,000.</summary>
    public int SimulationIterations { get; init; } = 500;

    /// <summary>A candidate that makes it worse in a larger share of its futures is out; 0 to 1.</summary>
    public double RiskThreshold { get; init; } = 0.3;

    /// <summary>False: candidates are not simulated.</summary>
    public bool ActionValidationEnabled { get; init; } = true;

    /// <summary>The probability that the most probable cause must have before anything is changed for it; 0.5 to 0.99.</summary>
    public double ConfidenceThreshold { get; init; } = Planner.MinimumProbability;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (SimulationIterations is < 10 or > 100_000) yield return $"Autocura:Planning:SimulationIterations is {SimulationIterations}; it may be 10 to 100000.";
        if (RiskThreshold is not (>= 0 and <= 1)) yield return $"Autocura:Planning:RiskThreshold is {RiskThreshold}; it may be 0 to 1.";
        if (ConfidenceThreshold is not (>= Planner.MinimumProbability and <= 0.99)) yield return $"Autocura:Planning:ConfidenceThreshold is {ConfidenceThreshold}; it may be 0.5 to 0.99.";
    }

    /// <summary>As an incident takes them with it.</summary>
    internal PlanningSettings ToSettings() => new()
    {
        SimulationIterations = SimulationIterations,
        RiskThreshold = RiskThreshold,
        ActionValidationEnabled = ActionValidationEnabled,
        ConfidenceThreshold = ConfidenceThreshold,
    };
}
