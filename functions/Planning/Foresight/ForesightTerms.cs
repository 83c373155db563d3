using Autocura.Incidents;

namespace Autocura.Planning.Foresight;

/// <summary>How candidates are simulated before one is chosen. The names of the settings are those of the plan this system follows.</summary>
public sealed record ForesightTerms
{
    /// <summary>Simulated futures of each candidate (<c>simulation_iterations</c>).</summary>
    public int Iterations { get; init; } = 500;

    /// <summary>A candidate that makes it worse in a larger share of its futures is out (<c>risk_threshold</c>), 0 to 1.</summary>
    public double RiskThreshold { get; init; } = 0.3;

    /// <summary>False: candidates are not simulated, and scored by their chances alone (<c>action_validation_enabled</c>).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How far back requests are counted when recovery is measured: so long good news lags behind.</summary>
    public TimeSpan MeasureOver { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a remedy is given before it is taken back.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>As the settings of an incident say it.</summary>
    public static ForesightTerms Of(IncidentSettings settings) => new()
    {
        Iterations = settings.Planning.SimulationIterations,
        RiskThreshold = settings.Planning.RiskThreshold,
        IsEnabled = settings.Planning.ActionValidationEnabled,
        MeasureOver = settings.MeasureOver,
        RecoverWithin = settings.RecoverWithin,
    };
}
