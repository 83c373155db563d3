using System.Text.Json.Serialization;

namespace Autocura.Policies.Rollback;

/// <summary>The spec of a RollbackPolicy, with the defaults of its definition.</summary>
public sealed record RollbackPolicySpec
{
    public TargetRef TargetRef { get; init; } = new();

    /// <summary>What runs the release before beside the target, as the stable twin of a canary does; null: the target's own past is the baseline.</summary>
    public TargetRef? BaselineRef { get; init; }

    public IReadOnlyList<RollbackMetric> Metrics { get; init; } = [];

    public RollbackCombination Combine { get; init; }

    public double ProbabilityThreshold { get; init; } = 0.7;

    public int ObservationWindowSeconds { get; init; } = 300;

    /// <summary>Number, name, label (key=value), "previous" or "lastHealthy"; the release before when empty.</summary>
    public string RollbackToRevision { get; init; } = "";

    public RollbackCriterion? SuccessCriteria { get; init; }

    public bool Suspend { get; init; }

    [JsonIgnore]
    public TimeSpan Window => TimeSpan.FromSeconds(ObservationWindowSeconds);
}

/// <summary>One measurement that tells a bad release.</summary>
public sealed record RollbackMetric
{
    public string Name { get; init; } = "";

    public double Weight { get; init; } = 1;

    public double Threshold { get; init; }

    public Comparison ComparisonOperator { get; init; }

    /// <summary>How much worse than the baseline still does not matter, as a share of it; null: the judge's own.</summary>
    public double? Tolerance { get; init; }
}

/// <summary>What must hold after the rollback.</summary>
public sealed record RollbackCriterion
{
    public string MetricName { get; init; } = "";

    public double Threshold { get; init; }

    public Comparison ComparisonOperator { get; init; }

    public int DurationSeconds { get; init; } = 60;

    public SuccessCriterion ToCriterion() => new(MetricName, ComparisonOperator, Threshold, TimeSpan.FromSeconds(DurationSeconds));
}

/// <summary>How the probabilities of the metrics make one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RollbackCombination>))]
public enum RollbackCombination
{
    /// <summary>Their mean by weight: what the weights leave out cannot roll back alone.</summary>
    Weighted,

    /// <summary>The probability that at least one that has a weight is bad: any of them can roll back alone.</summary>
    Any,
}
