namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// What the judge thinks of a release. The bounds hold 90 % of what the naive weighted violation, the sum of the weights of the metrics that are violated, would be if the
/// true levels were known: the lower one counts only metrics that are bad at 95 % or more, the upper one all that cannot be cleared at 5 %, and those that were not measured.
/// </summary>
/// <param name="Probability">Combined over the metrics, 0 to 1; a metric without samples adds nothing to it.</param>
/// <param name="LowerBound">At most the probability.</param>
/// <param name="UpperBound">At least the probability; 1 when nothing was measured.</param>
/// <param name="Metrics">Metric by metric, in the order they were given in.</param>
public sealed record ReleaseJudgement(double Probability, double LowerBound, double UpperBound, IReadOnlyList<MetricJudgement> Metrics)
{
    /// <summary>
    /// The probability that at least one metric that counts is bad: 1 − Π (1 − pᵢ), each of them judged by itself. What two metrics measured both, as shares of failures and of successes
    /// do, is one piece of evidence: of those the higher probability counts.
    /// </summary>
    public double Any => 1 - Metrics.Where(metric => metric is { Samples: > 0, Weight: > 0 })
        .GroupBy(metric => metric.SameAs ?? metric.Name)
        .Aggregate(1.0, (none, same) => none * (1 - same.Max(metric => metric.Probability)));

    /// <summary>Whether anything was measured that counts: nothing is ever rolled back without.</summary>
    public bool HasEvidence => Metrics.Any(metric => metric is { Samples: > 0, Weight: > 0 });
}

/// <summary>
/// What the judge thinks of one metric. Without samples the probability is what is thought of any release. <paramref name="SameAs"/> names an earlier metric that measured the same.
/// </summary>
public sealed record MetricJudgement(string Name, double Weight, int Samples, double Probability, string? SameAs = null);
