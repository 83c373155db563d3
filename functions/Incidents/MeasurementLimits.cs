namespace Autocura.Incidents;

/// <summary>
/// How many measurements of a kind are borne before the last word is spoken without waiting for the deadline, as in an analysis of Argo Rollouts: one more than
/// the limit ends it. Null: only the deadline does, for a remedy takes its time to show.
/// </summary>
public sealed record MeasurementLimits
{
    /// <summary>Measurements, after the settle time, in which something is bad.</summary>
    public int? Failure { get; init; }

    /// <summary>Measurements that told too little.</summary>
    public int? Inconclusive { get; init; }

    /// <summary>Measurements in a row in which something could not be measured.</summary>
    public int? ConsecutiveError { get; init; }
}
