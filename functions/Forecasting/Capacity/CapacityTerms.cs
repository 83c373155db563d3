namespace Autocura.Forecasting.Capacity;

/// <summary>
/// What a workload's owner says of its replicas, in the words of KEDA's PredictKube scaler: one is enough for so much load, and the bounds.
/// </summary>
public sealed record CapacityTerms
{
    /// <summary>The load that one replica is meant to carry; above 0.</summary>
    public required double Threshold { get; init; }

    /// <summary>Below this load, now and forecast, the least number is enough.</summary>
    public double ActivationThreshold { get; init; }

    public int MinReplicas { get; init; } = 1;

    public int MaxReplicas { get; init; } = 100;

    /// <summary>With which probability the replicas are to be enough until more could be there, above 0 and below 1.</summary>
    public double Probability { get; init; } = 0.9;

    /// <summary>How much of the past the forecast rests on.</summary>
    public TimeSpan HistoryTimeWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead is forecast.</summary>
    public TimeSpan PredictionHorizon { get; init; } = TimeSpan.FromHours(2);

    /// <summary>From asking for a pod to its being ready.</summary>
    public TimeSpan PodStartTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Until the next recommendation is acted on, and what it sees is measured.</summary>
    public TimeSpan ReactionTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Fewer replicas are asked for only where the forecast says they will be enough for so long.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far ahead replicas asked for now can help: start and reaction.</summary>
    public TimeSpan Lead => PodStartTime + ReactionTime;
}
