using Autocura.Incidents;

namespace Autocura.Forecasting.Capacity;

/// <summary>What a workload's load will be, and how many replicas it should have: the answer to whoever scales it.</summary>
public sealed record WorkloadForecast
{
    public required WorkloadRef Workload { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Replicas there are.</summary>
    public required int Current { get; init; }

    /// <summary>The load that was seen last; null when it is missing or stale.</summary>
    public double? Load { get; init; }

    public required CapacityRecommendation Recommendation { get; init; }

    public required CapacityTerms Terms { get; init; }

    /// <summary>The load of the hours to come, as median and as high as the terms' probability.</summary>
    public required LoadForecast Forecast { get; init; }

    /// <summary>How good such forecasts were in the past days; null where that was not asked for, or cannot be told yet.</summary>
    public ForecastAccuracy? Accuracy { get; init; }
}
