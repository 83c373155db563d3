using MathNet.Numerics.Statistics;

namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// Levels: latency, memory, queue length. Each sample is a Student t (4 degrees of freedom) around the level, which an outlier moves little (Lange, Little and Taylor
/// 1989); its logarithm is divided by (1 + ρ) / (1 − ρ), so that correlated samples count as the fewer that they are worth (Bartlett 1935).
/// </summary>
internal static class LevelTrial
{
    private const double Freedom = 4;

    // Scale of a t with four degrees of freedom that fits a normal sample of standard deviation one best.
    private const double ScaleOfSigma = 0.84;

    // How far off the estimate of a spread may be. It is too large where samples are bad now and then; but where there is a time before, that shows how far they scatter by themselves.
    private static readonly (double Factor, double Weight)[] SpreadsAfter = [(1, 0.6), (1.4, 0.4)];
    private static readonly (double Factor, double Weight)[] Spreads = [(0.4, 0.15), (0.65, 0.25), (1, 0.4), (1.4, 0.2)];

    // Standard error of a median over that of a mean, for a normal sample: sqrt(pi / 2).
    private const double ErrorOfMedian = 1.2533;

    public static Trial Of(ReleaseMetric metric, JudgeTerms terms)
    {
        var scale = LevelScale.Of(metric);
        var (since, reference) = (Levels(metric.Since, scale), Levels(metric.Reference, scale));
        return reference.Length == 0 ? AgainstThreshold(since, scale.ThresholdOf(metric), terms)
            : metric.Beside ? Beside(metric, scale, terms)
            : After(since, reference, scale.ThresholdOf(metric), terms) with { Tolerance = metric.Tolerance ?? terms.LevelTolerance };
    }

    private static Trial AgainstThreshold(double[] since, double threshold, JudgeTerms terms)
    {
        var noise = LevelNoise.Of([since], terms);
        return new Trial
        {
            Samples = since.Length,
            Noises = Noises(since, noise),
            Reference = (threshold, threshold),
            Threshold = threshold,
            WarmUps = terms.LevelWarmUps,
        };
    }

    private static Trial After(double[] since, double[] reference, double threshold, JudgeTerms terms)
    {
        var noise = LevelNoise.Of([since, reference], terms);
        var likelihood = At(reference, noise, noise.Sigmas[1]);
        var middle = reference.Median();
        var error = Trial.Reach * ErrorOfMedian * noise.Sigmas[1] * Math.Sqrt(noise.Inflation / reference.Length);
        return new Trial
        {
            Samples = since.Length,
            Noises = Noises(since, noise, SpreadsAfter),
            Reference = (middle - error, middle + error),
            ReferenceWeight = level => Enumerable.Range(0, reference.Length).Sum(sample => likelihood(level, sample)),
            Threshold = threshold,
            WarmUps = terms.LevelWarmUps,
        };
    }

    /// <summary>Pairs of the same step: their difference is free of what befell both. The threshold is left to <see cref="ReleaseJudge"/>.</summary>
    private static Trial Beside(ReleaseMetric metric, LevelScale scale, JudgeTerms terms)
    {
        double[] pairs = [.. StepPairs.Of(metric.Since, metric.Reference)
            .Select(pair => scale.LevelOf(metric.Since.Values[pair.Here]) - scale.LevelOf(metric.Reference.Values[pair.There]))];
        var noise = LevelNoise.Of([pairs], terms);
        return new Trial
        {
            Samples = pairs.Length,
            Noises = Noises(pairs, noise),
            Reference = (0, 0),
            Tolerance = metric.Tolerance ?? terms.LevelTolerance,
            WarmUps = terms.LevelWarmUps,
        };
    }

    private static NoiseHypothesis[] Noises(double[] levels, LevelNoise noise, (double Factor, double Weight)[]? spreads = null) =>
        Array.ConvertAll(spreads ?? Spreads, one => new NoiseHypothesis(one.Weight, At(levels, noise, noise.Sigmas[0] * one.Factor)));

    private static Func<double, int, double> At(double[] levels, LevelNoise noise, double sigma)
    {
        var (width, power) = (sigma * ScaleOfSigma, 1 / noise.Inflation);
        var constant = Math.Log(width);
        return (level, sample) =>
        {
            var z = (levels[sample] - level) / width;
            return -(power * (((Freedom + 1) / 2 * Math.Log(1 + (z * z / Freedom))) + constant));
        };
    }

    private static double[] Levels(MetricSamples samples, LevelScale scale) => [.. samples.Measured().Select(step => scale.LevelOf(samples.Values[step]))];
}
