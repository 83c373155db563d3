namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// Estimates how probably a release is bad, from what its metrics showed since: for each the probability that its true level is beyond the threshold and, where there is a
/// reference, that it is worse than that by more than is tolerated, so that what was violated before is not laid to the release; then Σ wᵢ pᵢ / Σ wᵢ. Pure.
/// </summary>
/// <remarks>
/// Bayes' rule over a grid of levels and effects; docs/rollback.md tells the model with its sources. Units are the metric's own; NaN is "not measured"; a constant series
/// has the least spread that counts. From one sample; the less there is, the nearer is each pᵢ to the share of bad releases. In the limit of many clean samples each pᵢ is
/// 0 or 1, and the sum is the naive weighted violation.
/// </remarks>
public static class ReleaseJudge
{
    /// <summary>From this probability on a metric counts for certain, and below its complement as cleared: bounds of 90 %.</summary>
    public const double Sure = 0.95;

    public static ReleaseJudgement Judge(IReadOnlyList<ReleaseMetric> metrics, JudgeTerms? terms = null)
    {
        List<MetricJudgement> judged = [.. metrics.Select((metric, index) =>
            Judge(metric, terms ?? JudgeTerms.Default) with { SameAs = metrics.Take(index).FirstOrDefault(other => other.Since.Mirrors(metric.Since))?.Name })];
        var weights = judged.Sum(one => one.Weight);
        return new ReleaseJudgement(
            Weighted(one => one.Samples == 0 ? 0 : one.Probability, 0),
            Weighted(one => one.Samples > 0 && one.Probability >= Sure ? one.Probability : 0, 0),
            Weighted(one => one.Samples > 0 && one.Probability <= 1 - Sure ? one.Probability : 1, 1),
            judged);

        double Weighted(Func<MetricJudgement, double> share, double otherwise) =>
            weights > 0 ? Math.Clamp(judged.Sum(one => one.Weight * share(one)) / weights, 0, 1) : otherwise;
    }

    private static MetricJudgement Judge(ReleaseMetric metric, JudgeTerms terms)
    {
        var counted = metric.AsCounts();
        var trial = TrialOf(counted, terms);
        var probability = trial.Posterior(terms);
        // Pairs tell how much worse it is than what runs beside it, and nothing of its level: that is asked for by itself.
        return new MetricJudgement(metric.Name, metric.Weight, trial.Samples, counted.Beside && counted.Reference.Measured().Length > 0
            ? probability * Level(counted, terms)
            : probability);
    }

    private static double Level(ReleaseMetric metric, JudgeTerms terms) =>
        metric.IsViolatedByAll ? 1 : TrialOf(metric with { Reference = MetricSamples.None }, terms).Posterior(terms);

    private static Trial TrialOf(ReleaseMetric metric, JudgeTerms terms) => metric.Since.Requests is null ? LevelTrial.Of(metric, terms) : ShareTrial.Of(metric, terms);
}
