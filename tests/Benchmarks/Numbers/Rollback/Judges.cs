using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>Someone who says how probably a release is bad, and from where on it is rolled back.</summary>
internal sealed record Judge(string Name, double Threshold, Func<Look, double> Probability)
{
    /// <summary>Whether it is asked after every sample too.</summary>
    public bool IsTimed { get; init; } = true;

    // Weights of the example of a RollbackPolicy.
    public const double ErrorWeight = 0.5;
    public const double LatencyWeight = 0.3;
    public const double SuccessWeight = 0.2;

    /// <summary>The one whose probability is told in detail: at the default threshold, any metric alone.</summary>
    public const string Default = "ours, any";

    /// <summary>As published canary judges do it.</summary>
    public const string MannWhitney = "Mann-Whitney, any";

    public static IReadOnlyList<Judge> All { get; } =
    [
        new("naive weights", 0.7, Naive),
        new("naive weights, any", 0.3, Naive),
        new(MannWhitney, 0.25, look => 1 - MannWhitneyScore(look)),
        new("closed forms, any", 0.7, Conjugate),
        new("ours, weighted", 0.7, look => look.Judged.Probability),
        new("ours, before and after, any", 0.7, look => look.JudgedAfter.Any) { IsTimed = false },
        new(Default, 0.7, look => look.Judged.Any),
        new("ours, any at 0.5", 0.5, look => look.Judged.Any),
    ];

    /// <summary>The weights of the metrics whose mean is beyond that of the release before by more than the tolerance: 1 or 0 each.</summary>
    private static double Naive(Look look)
    {
        var (here, there) = (look.Release, look.Before);
        var errors = Mean(here.Errors) > (Mean(there.Errors) * 1.25) + 0.001 ? ErrorWeight + SuccessWeight : 0;
        return errors + (Mean(here.Latency) > Mean(there.Latency) * 1.05 ? LatencyWeight : 0);
    }

    /// <summary>
    /// The share of metrics that pass: one fails when the confidence interval (98 %) of the shift between the samples, the Hodges-Lehmann estimate by Mann and Whitney's
    /// statistic (Bauer 1972), lies above a quarter of the estimate. So it is done in published canary judges.
    /// </summary>
    private static double MannWhitneyScore(Look look)
    {
        var (here, there) = (look.Release, look.Before);
        var (errors, latency) = (IsHigher(here.Errors, there.Errors), IsHigher(here.Latency, there.Latency));
        return 1 - (errors ? ErrorWeight + SuccessWeight : 0) - (latency ? LatencyWeight : 0);
    }

    private static bool IsHigher(double[] release, double[] before)
    {
        double[] x = [.. release.Where(double.IsFinite)], y = [.. before.Where(double.IsFinite)];
        if (x.Length == 0 || y.Length == 0) return false;
        var shifts = x.SelectMany(value => y, (value, other) => value - other).Order().ToArray();
        var pairs = (double)x.Length * y.Length;
        var below = (int)Math.Floor((pairs / 2) - (Normal.InvCDF(0, 1, 0.99) * Math.Sqrt(pairs * (x.Length + y.Length + 1) / 12)));
        return below > 0 && shifts[below - 1] > 0.25 * Math.Abs(SortedArrayStatistics.Median(shifts));
    }

    /// <summary>
    /// Closed forms: a beta posterior for each share of errors and Welch's t for the logarithms of latency, every sample independent; the probability that the effect
    /// is beyond the tolerance, with even odds and no course in time.
    /// </summary>
    private static double Conjugate(Look look)
    {
        var (here, there) = (look.Release, look.Before);
        return Math.Max(ErrorsWorse(here, there), LatencyWorse(here.Latency, there.Latency));
    }

    private static double ErrorsWorse(Arm here, Arm there)
    {
        var (one, other) = (Counts(here), Counts(there));
        // By the normal approximation of the logarithm of a ratio of two betas.
        double LogVariance((double Failed, double All) counts) => (1 / (counts.Failed + 0.5)) - (1 / (counts.All + 1));
        var ratio = Math.Log((one.Failed + 0.5) / (one.All + 1)) - Math.Log((other.Failed + 0.5) / (other.All + 1));
        return Normal.CDF(0, 1, (ratio - Math.Log(1.25)) / Math.Sqrt(LogVariance(one) + LogVariance(other)));
    }

    private static (double Failed, double All) Counts(Arm arm)
    {
        var measured = arm.Errors.Zip(arm.Requests).Where(pair => double.IsFinite(pair.First) && pair.Second > 0).ToList();
        return (measured.Sum(pair => pair.First * pair.Second), measured.Sum(pair => pair.Second));
    }

    private static double LatencyWorse(double[] here, double[] there)
    {
        double[] x = [.. here.Where(value => value > 0).Select(value => Math.Log(value))], y = [.. there.Where(value => value > 0).Select(value => Math.Log(value))];
        if (x.Length < 2 || y.Length < 2) return 0.5;
        var error = Math.Sqrt((x.Variance() / x.Length) + (y.Variance() / y.Length));
        return error > 0 ? StudentT.CDF(0, 1, Math.Min(x.Length, y.Length) - 1, (x.Mean() - y.Mean() - Math.Log(1.05)) / error) : 0.5;
    }

    private static double Mean(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
