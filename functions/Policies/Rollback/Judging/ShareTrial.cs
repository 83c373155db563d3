using MathNet.Numerics.Distributions;

namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// Shares of requests (errors, successes) as what they are, counts: binomial on the logarithm of the share that went wrong, so that a hundred requests without an error
/// tell what they tell and no more. Tempered by overdispersion and serial correlation (<see cref="ShareCounts.Tempering"/>): a quasi-likelihood (Wedderburn 1974).
/// </summary>
internal static class ShareTrial
{
    // Thresholds at the very ends are taken for this: one request in a million.
    private const double Least = 1e-6;

    // The quantile that lies Trial.Reach standard errors below the middle.
    private static readonly double Low = Normal.CDF(0, 1, -Trial.Reach);

    public static Trial Of(ReleaseMetric metric, JudgeTerms terms)
    {
        var (since, reference) = (ShareCounts.Of(metric, metric.Since), ShareCounts.Of(metric, metric.Reference));
        var threshold = ThresholdOf(metric.Comparison == Comparison.LessThan ? 1 - metric.Threshold : metric.Threshold);
        return reference.Count == 0 ? AgainstThreshold(since, threshold, terms)
            : metric.Beside ? Beside(metric, terms)
            : After(metric, since, reference, terms) with { Threshold = threshold };
    }

    private static Trial AgainstThreshold(ShareCounts since, double threshold, JudgeTerms terms)
    {
        var known = Math.Max(threshold, Math.Log(Least));
        return new Trial
        {
            Samples = since.Count,
            Noises = ShareNoise.Of([since.Residuals()], At(since)),
            Reference = (known, known),
            Threshold = known,
            WarmUps = terms.ShareWarmUps,
        };
    }

    private static Trial After(ReleaseMetric metric, ShareCounts since, ShareCounts reference, JudgeTerms terms)
    {
        var tempering = ShareCounts.Tempering([since, reference]);
        // Half a hit and half a miss: Jeffreys' prior.
        var (hits, misses) = ((reference.Hits * tempering) + 0.5, ((reference.All - reference.Hits) * tempering) + 0.5);
        return new Trial
        {
            Samples = since.Count,
            Noises = ShareNoise.Of([since.Residuals(), reference.Residuals()], At(since)),
            Reference = (Math.Log(Beta.InvCDF(hits, misses, Low)), Math.Log(Beta.InvCDF(hits, misses, 1 - Low))),
            ReferenceWeight = level => (hits * level) + ((misses - 1) * Math.Log(1 - Share(level))),
            Tolerance = ToleranceAt(hits / (hits + misses), metric, terms),
            WarmUps = terms.ShareWarmUps,
        };
    }

    /// <summary>
    /// Given how many went wrong in both at a step, how many of them went wrong here depends on the ratio of the shares alone (Fisher 1935), whatever befell both
    /// then. The threshold is left to <see cref="ReleaseJudge"/>.
    /// </summary>
    private static Trial Beside(ReleaseMetric metric, JudgeTerms terms)
    {
        var pairs = StepPairs.Of(metric.Since, metric.Reference);
        var (here, there) = (ShareCounts.At(metric, metric.Since, [.. pairs.Select(pair => pair.Here)]), ShareCounts.At(metric, metric.Reference, [.. pairs.Select(pair => pair.There)]));
        return new Trial
        {
            Samples = pairs.Count,
            Noises = ShareNoise.Of([here.BesideResiduals(there)], (effect, step) =>
            {
                var (failed, other, odds) = (here.Failed[step], there.Failed[step], Math.Log(here.Requests[step] / there.Requests[step]) + effect);
                return (failed * odds) - ((failed + other) * Math.Log(1 + Math.Exp(odds))) - ShareNoise.OfItself(failed, other);
            }),
            Reference = (0, 0),
            Tolerance = ToleranceAt((there.Hits + 0.5) / (there.All + 1), metric, terms),
            WarmUps = terms.ShareWarmUps,
        };
    }

    private static double ToleranceAt(double usual, ReleaseMetric metric, JudgeTerms terms) =>
        Math.Max(Math.Log(1 + (metric.Tolerance ?? terms.ShareTolerance)), Math.Log(1 + (terms.ShareMargin / usual)));

    private static Func<double, int, double> At(ShareCounts counts) => (level, step) =>
    {
        var (failed, other) = (counts.Failed[step], counts.Requests[step] - counts.Failed[step]);
        return (failed * Math.Min(level, 0)) + (other * Math.Log(1 - Share(level))) - ShareNoise.OfItself(failed, other);
    };

    private static double ThresholdOf(double share) => share <= 0 ? double.NegativeInfinity : share >= 1 ? double.PositiveInfinity : Math.Log(share);

    private static double Share(double level) => Math.Min(Math.Exp(level), 1 - Least);
}
