using Autocura.Policies.Rollback.Judging;

namespace Autocura.Functions.Tests.Policies.Rollback.Judging;

/// <summary>How the judge does when it is asked after every sample, as the watch asks it. The shares are those of docs/rollback.md.</summary>
public sealed class ReleaseJudgeLooksTests
{
    private const int Runs = 30;
    private const double Threshold = 0.7;

    /// <summary>However often one looks, a good release is condemned at most this often: prior odds times the odds of the threshold (Ville 1939).</summary>
    private static readonly double Bound = JudgeTerms.Default.BadReleases / (1 - JudgeTerms.Default.BadReleases) * (1 - Threshold) / Threshold;

    [Theory]
    [InlineData("levels")]
    [InlineData("noisy levels")]
    [InlineData("correlated levels")]
    [InlineData("levels without a release before")]
    [InlineData("shares")]
    [InlineData("shares of few requests")]
    public void Looking_again_and_again_does_not_condemn_good_releases(string kind) =>
        Enumerable.Range(0, Runs).Count(run => FirstAt(Good(kind, run)) is not null).ShouldBeLessThanOrEqualTo((int)(Bound * Runs));

    [Theory]
    [InlineData("levels", 12, 0.95)]
    [InlineData("noisy levels", 14, 0.55)]
    [InlineData("correlated levels", 14, 0.80)]
    [InlineData("levels without a release before", 12, 0.95)]
    [InlineData("shares", 4, 0.95)]
    [InlineData("shares of few requests", 9, 0.85)]
    public void Bad_releases_are_found_and_soon(string kind, int soon, double share)
    {
        var found = Enumerable.Range(0, Runs).Select(run => FirstAt(Bad(kind, run))).OfType<int>().Order().ToList();
        found.Count.ShouldBeGreaterThanOrEqualTo((int)(share * Runs));
        found[found.Count / 2].ShouldBeLessThanOrEqualTo(soon);
    }

    [Fact]
    public void The_bounds_hold_the_true_violation_nine_times_in_ten()
    {
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            var (errors, latency) = (run % 3 == 0 ? 0.09 : 0.03, run % 2 == 0 ? 260 : 150);
            var truth = ((errors > 0.05 ? 0.5 : 0) + (latency > 200 ? 0.3 : 0)) / 0.8;
            var judged = ReleaseJudge.Judge([SomeRelease.Errors(SomeRelease.Shares(run, errors, 60, 8)), SomeRelease.Latency(SomeRelease.Levels(run, latency, 0.3, steps: 8))]);
            held += judged.LowerBound <= truth + 0.05 && truth - 0.05 <= judged.UpperBound ? 1 : 0;
        }

        held.ShouldBeGreaterThanOrEqualTo((int)(0.9 * Runs));
    }

    [Fact]
    public void A_slow_start_is_waited_for()
    {
        var condemned = Enumerable.Range(0, Runs).Count(run =>
        {
            var values = SomeRelease.Levels(run, 100).Values.ToArray();
            (values[0], values[1], values[2]) = (values[0] * 3, values[1] * 2, values[2] * 1.5);
            return FirstAt(SomeRelease.Latency(new MetricSamples(values), SomeRelease.Levels(run + 5_000, 100), 110)) is not null;
        });
        condemned.ShouldBeLessThanOrEqualTo((int)(Bound * Runs));
    }

    [Fact]
    public void A_release_that_goes_wrong_later_is_found()
    {
        var found = Enumerable.Range(0, Runs).Count(run =>
        {
            double[] values = [.. SomeRelease.Levels(run, 100, steps: 12).Values, .. SomeRelease.Levels(run + 9_000, 200, steps: 12).Values];
            return FirstAt(SomeRelease.Latency(new MetricSamples(values), SomeRelease.Levels(run + 5_000, 100), 130)) is > 12;
        });
        found.ShouldBeGreaterThanOrEqualTo((int)(0.9 * Runs));
    }

    /// <summary>After how many samples it is condemned; null when never.</summary>
    private static int? FirstAt(ReleaseMetric metric)
    {
        for (var steps = 1; steps <= metric.Since.Values.Count; steps++)
        {
            if ((metric with { Since = metric.Since.First(steps) }).Probability() >= Threshold) return steps;
        }

        return null;
    }

    private static ReleaseMetric Good(string kind, int run) => Some(kind, run, 1, 1);

    private static ReleaseMetric Bad(string kind, int run) => Some(kind, run, 1.6, 5);

    private static ReleaseMetric Some(string kind, int run, double slower, double failing) => kind switch
    {
        "levels" => SomeRelease.Latency(SomeRelease.Levels(run, 100 * slower), SomeRelease.Levels(run + 5_000, 100), 110),
        "noisy levels" => SomeRelease.Latency(SomeRelease.Levels(run, 100 * slower, 0.4), SomeRelease.Levels(run + 5_000, 100, 0.4), 110),
        "correlated levels" => SomeRelease.Latency(SomeRelease.Levels(run, 100 * slower, 0.2, 0.6), SomeRelease.Levels(run + 5_000, 100, 0.2, 0.6), 110),
        "levels without a release before" => SomeRelease.Latency(SomeRelease.Levels(run, 80 * slower), threshold: 105),
        "shares" => SomeRelease.Errors(SomeRelease.Shares(run, 0.01 * failing, 1_000), SomeRelease.Shares(run + 5_000, 0.01, 1_000), 0.02),
        "shares of few requests" => SomeRelease.Errors(SomeRelease.Shares(run, 0.02 * failing, 30), SomeRelease.Shares(run + 5_000, 0.02, 30), 0.03),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such release."),
    };
}
