namespace Autocura.Incidents;

/// <summary>How plans are made for one incident, as the administrator allowed it when the incident began.</summary>
public sealed record PlanningSettings
{
    /// <summary>Simulated futures of each candidate (<c>simulation_iterations</c>).</summary>
    public int SimulationIterations { get; init; } = 500;

    /// <summary>A candidate that makes it worse in a larger share of its futures is out (<c>risk_threshold</c>), 0 to 1.</summary>
    public double RiskThreshold { get; init; } = 0.3;

    /// <summary>False: candidates are not simulated, and scored by their chances alone (<c>action_validation_enabled</c>).</summary>
    public bool ActionValidationEnabled { get; init; } = true;

    /// <summary>The probability that the most probable cause must have before anything is changed for it (<c>confidence_threshold</c>).</summary>
    public double ConfidenceThreshold { get; init; } = 0.5;
}
