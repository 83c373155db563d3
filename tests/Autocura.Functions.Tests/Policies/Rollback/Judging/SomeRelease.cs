using Autocura.Policies;
using Autocura.Policies.Rollback.Judging;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Autocura.Functions.Tests.Policies.Rollback.Judging;

/// <summary>Metrics of releases whose true levels are known, with seeded noise.</summary>
internal static class SomeRelease
{
    public const int Steps = 20;

    /// <summary>Log-normal around a level, as first-order autoregression.</summary>
    public static MetricSamples Levels(int seed, double level, double noise = 0.15, double correlation = 0, int steps = Steps)
    {
        var chance = new MersenneTwister(seed);
        var (state, fresh) = (Normal.Sample(chance, 0, 1), Math.Sqrt(1 - (correlation * correlation)));
        var values = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            state = (correlation * state) + (fresh * Normal.Sample(chance, 0, 1));
            values[step] = level * Math.Exp(noise * state);
        }

        return new MetricSamples(values);
    }

    /// <summary>Failed requests of so many at each step.</summary>
    public static MetricSamples Shares(int seed, double share, int requests, int steps = Steps)
    {
        var chance = new MersenneTwister(seed);
        return new MetricSamples([.. Enumerable.Range(0, steps).Select(_ => (double)Binomial.Sample(chance, share, requests) / requests)], [.. Enumerable.Repeat((double)requests, steps)]);
    }

    public static MetricSamples First(this MetricSamples samples, int steps) =>
        new([.. samples.Values.Take(steps)], samples.Requests is { } requests ? [.. requests.Take(steps)] : null);

    public static ReleaseMetric Latency(MetricSamples since, MetricSamples? before = null, double threshold = 200) =>
        new() { Name = "latency_p95", Weight = 0.3, Threshold = threshold, Since = since, Reference = before ?? MetricSamples.None };

    public static ReleaseMetric Errors(MetricSamples since, MetricSamples? before = null, double threshold = 0.05) =>
        new() { Name = "error_rate", Weight = 0.5, Threshold = threshold, Since = since, Reference = before ?? MetricSamples.None };

    public static ReleaseMetric Successes(MetricSamples errors, double threshold = 0.95) => new()
    {
        Name = "success_rate",
        Weight = 0.2,
        Threshold = threshold,
        Comparison = Comparison.LessThan,
        Since = errors with { Values = [.. errors.Values.Select(value => 1 - value)] },
    };

    public static double Probability(this ReleaseMetric metric) => ReleaseJudge.Judge([metric]).Probability;
}
