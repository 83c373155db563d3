using Autocura.Policies;
using Autocura.Policies.Rollback.Judging;

namespace Autocura.Functions.Tests.Policies.Rollback.Judging;

public sealed class ReleaseJudgeTests
{
    [Theory]
    [InlineData(0.10, 300, true, true, true)]
    [InlineData(0.10, 100, true, false, true)]
    [InlineData(0.01, 300, false, true, false)]
    [InlineData(0.01, 100, false, false, false)]
    public void With_much_clean_data_it_is_the_naive_weighted_violation(double errors, double latency, bool errorsViolate, bool latencyViolates, bool successesViolate)
    {
        var shares = SomeRelease.Shares(1, errors, 10_000, steps: 60);
        var judged = ReleaseJudge.Judge([SomeRelease.Errors(shares), SomeRelease.Latency(SomeRelease.Levels(2, latency, 0.02, steps: 60)), SomeRelease.Successes(shares)]);

        var naive = (errorsViolate ? 0.5 : 0) + (latencyViolates ? 0.3 : 0) + (successesViolate ? 0.2 : 0);
        judged.Probability.ShouldBe(naive, 0.001);
        judged.LowerBound.ShouldBe(naive, 0.001);
        judged.UpperBound.ShouldBe(naive, 0.001);
    }

    [Fact]
    public void A_release_before_that_was_well_changes_nothing_of_that()
    {
        ReleaseMetric[] metrics =
        [
            SomeRelease.Errors(SomeRelease.Shares(1, 0.10, 10_000, 60), SomeRelease.Shares(2, 0.01, 10_000, 60)),
            SomeRelease.Latency(SomeRelease.Levels(3, 100, 0.02, steps: 60), SomeRelease.Levels(4, 100, 0.02, steps: 60)),
        ];
        ReleaseJudge.Judge(metrics).Probability.ShouldBe(0.5 / 0.8, 0.001);
    }

    [Fact]
    public void What_was_violated_before_is_not_the_fault_of_the_release()
    {
        SomeRelease.Errors(SomeRelease.Shares(1, 0.10, 2_000), SomeRelease.Shares(2, 0.10, 2_000)).Probability().ShouldBeLessThan(0.05);
        SomeRelease.Errors(SomeRelease.Shares(1, 0.20, 2_000), SomeRelease.Shares(2, 0.10, 2_000)).Probability().ShouldBeGreaterThan(0.99);
        SomeRelease.Latency(SomeRelease.Levels(3, 400), SomeRelease.Levels(4, 400)).Probability().ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Worse_than_before_and_within_the_threshold_is_not_bad() =>
        SomeRelease.Latency(SomeRelease.Levels(1, 120), SomeRelease.Levels(2, 60)).Probability().ShouldBeLessThan(0.05);

    [Fact]
    public void Nothing_measured_is_no_evidence_and_the_bounds_say_so()
    {
        var judged = ReleaseJudge.Judge([SomeRelease.Errors(MetricSamples.None), SomeRelease.Latency(new MetricSamples([double.NaN, double.PositiveInfinity]))]);
        judged.HasEvidence.ShouldBeFalse();
        judged.Probability.ShouldBe(0);
        (judged.LowerBound, judged.UpperBound).ShouldBe((0, 1));
        ReleaseJudge.Judge([]).ShouldSatisfyAllConditions(none => none.Probability.ShouldBe(0), none => none.UpperBound.ShouldBe(1));
    }

    [Fact]
    public void A_metric_that_was_not_measured_adds_nothing_and_widens_the_bounds_by_its_weight()
    {
        var judged = ReleaseJudge.Judge([SomeRelease.Errors(SomeRelease.Shares(1, 0.2, 5_000)), SomeRelease.Latency(MetricSamples.None)]);
        judged.Probability.ShouldBe(0.625, 0.005);
        judged.LowerBound.ShouldBe(0.625, 0.005);
        judged.UpperBound.ShouldBe(1, 0.001);
    }

    [Fact]
    public void Few_requests_do_not_make_it_sure()
    {
        // One of twenty failed: five percent, and no reason to roll back.
        SomeRelease.Errors(new MetricSamples([0.05], [20])).Probability().ShouldBeLessThan(0.5);
        SomeRelease.Errors(new MetricSamples([0.10], [20])).Probability().ShouldBeLessThan(0.7);
        SomeRelease.Errors(new MetricSamples([0.10, 0.10, 0.10], [5_000, 5_000, 5_000])).Probability().ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Steps_without_requests_are_not_measured()
    {
        SomeRelease.Errors(new MetricSamples([0, 0, 1], [0, double.NaN, 0])).Since.Measured().ShouldBeEmpty();
        ReleaseJudge.Judge([SomeRelease.Errors(new MetricSamples([0, 1], [0, 0]))]).HasEvidence.ShouldBeFalse();
    }

    [Fact]
    public void Some_wild_values_do_not_condemn_a_release()
    {
        var values = SomeRelease.Levels(1, 100).Values.ToArray();
        (values[4], values[11], values[17]) = (2_000, 5_000, 900);
        SomeRelease.Latency(new MetricSamples(values), SomeRelease.Levels(2, 100), threshold: 110).Probability().ShouldBeLessThan(0.2);
    }

    [Fact]
    public void A_constant_and_a_rounded_series_are_judged_like_any()
    {
        var constant = new MetricSamples([.. Enumerable.Repeat(150.0, 20)]);
        SomeRelease.Latency(constant).Probability().ShouldBeLessThan(0.01);
        SomeRelease.Latency(constant, threshold: 100).Probability().ShouldBeGreaterThan(0.95);
        var rounded = new MetricSamples([.. Enumerable.Range(0, 20).Select(step => step % 3 == 0 ? 25.0 : 20.0)]);
        SomeRelease.Latency(rounded, rounded, threshold: 1).Probability().ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Zero_and_negative_values_are_values()
    {
        SomeRelease.Latency(new MetricSamples([.. Enumerable.Repeat(0.0, 20)]), threshold: 0).Probability().ShouldBeLessThan(0.5);
        SomeRelease.Latency(new MetricSamples([.. Enumerable.Repeat(-3.0, 20)]), threshold: -5).Probability().ShouldBeGreaterThan(0.95);
        SomeRelease.Latency(new MetricSamples([.. Enumerable.Repeat(-9.0, 20)]), threshold: -5).Probability().ShouldBeLessThan(0.05);
    }

    [Fact]
    public void A_metric_that_must_not_equal_a_number_is_judged_by_how_often_it_does()
    {
        ReleaseMetric Down(params double[] values) => new() { Name = "up", Threshold = 0, Comparison = Comparison.Equal, Since = new MetricSamples(values) };
        Down([.. Enumerable.Repeat(0.0, 20)]).Probability().ShouldBeGreaterThan(0.99);
        Down([.. Enumerable.Repeat(1.0, 20)]).Probability().ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Samples_that_repeat_each_other_count_for_less_than_as_many_independent_ones()
    {
        double Mean(Func<int, MetricSamples> since) => Enumerable.Range(0, 40).Average(run => SomeRelease.Latency(since(run), threshold: 150).Probability());
        MetricSamples Repeated(int run) => new([.. SomeRelease.Levels(run, 220, 0.3, steps: 7).Values.SelectMany(value => Enumerable.Repeat(value, 3))]);
        Mean(Repeated).ShouldBeLessThan(Mean(run => SomeRelease.Levels(run, 220, 0.3, steps: 21)));
    }

    [Fact]
    public void What_befell_both_is_not_laid_to_the_one_beside()
    {
        double[] storm = [1, 1, 1, 1, 6, 7, 6, 5, 4, 4, 3, 5, 6, 4, 3, 2, 2, 2, 2, 2];
        MetricSamples Stormy(int seed) => new([.. SomeRelease.Levels(seed, 100, 0.05).Values.Zip(storm, (value, load) => value * load)]);
        (SomeRelease.Latency(Stormy(1), Stormy(2), threshold: 120) with { Beside = true }).Probability().ShouldBeLessThan(0.05);
        SomeRelease.Latency(Stormy(1), SomeRelease.Levels(2, 100, 0.05), threshold: 120).Probability().ShouldBeGreaterThan(0.5);
        var worse = new MetricSamples([.. Stormy(1).Values.Select(value => value * 1.5)]);
        (SomeRelease.Latency(worse, Stormy(2), threshold: 120) with { Beside = true }).Probability().ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void The_unit_does_not_matter()
    {
        var (since, before) = (SomeRelease.Levels(1, 210), SomeRelease.Levels(2, 150));
        MetricSamples InSeconds(MetricSamples samples) => new([.. samples.Values.Select(value => value / 1000)]);
        SomeRelease.Latency(InSeconds(since), InSeconds(before), 0.2).Probability().ShouldBe(SomeRelease.Latency(since, before).Probability(), 1e-3);
    }

    [Fact]
    public void Weights_are_normalised_and_a_weight_of_zero_only_observes()
    {
        var bad = SomeRelease.Errors(SomeRelease.Shares(1, 0.3, 5_000));
        var good = SomeRelease.Latency(SomeRelease.Levels(2, 50));
        ReleaseJudge.Judge([bad with { Weight = 30 }, good with { Weight = 10 }]).Probability.ShouldBe(0.75, 0.01);
        ReleaseJudge.Judge([bad with { Weight = 0 }, good]).Probability.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Any_metric_alone_can_make_a_release_bad()
    {
        var (bad, good) = (SomeRelease.Errors(SomeRelease.Shares(1, 0.3, 5_000)), SomeRelease.Latency(SomeRelease.Levels(2, 50)));
        ReleaseJudge.Judge([bad, good]).Any.ShouldBeGreaterThan(0.99);
        ReleaseJudge.Judge([good]).Any.ShouldBe(good.Probability(), 1e-9);
        ReleaseJudge.Judge([bad with { Weight = 0 }, good]).Any.ShouldBeLessThan(0.01);
        ReleaseJudge.Judge([]).Any.ShouldBe(0);
    }

    [Fact]
    public void Failures_and_successes_of_the_same_requests_are_one_piece_of_evidence()
    {
        var shares = new MetricSamples([0.10, 0.05], [20, 20]);
        var alone = ReleaseJudge.Judge([SomeRelease.Errors(shares)]);
        var both = ReleaseJudge.Judge([SomeRelease.Errors(shares), SomeRelease.Successes(shares)]);
        both.Metrics[1].SameAs.ShouldBe("error_rate");
        both.Any.ShouldBe(alone.Any, 1e-6);
        ReleaseJudge.Judge([SomeRelease.Errors(shares), SomeRelease.Latency(new MetricSamples([120, 130]))]).Metrics[1].SameAs.ShouldBeNull();
    }

    [Theory]
    [InlineData("now and then")]
    [InlineData("with every sample")]
    [InlineData("late")]
    public void A_release_that_is_not_bad_all_along_is_found(string course)
    {
        bool IsBad(int step) => course switch { "late" => step > 24, "now and then" => step % 3 == 0, _ => true };
        double Factor(int step) => !IsBad(step) ? 1 : course == "with every sample" ? 1 + (step / 40.0) : 2;
        MetricSamples Since(int run) => new([.. SomeRelease.Levels(run, 100, 0.15, steps: 40).Values.Select((value, step) => value * Factor(step))]);
        Enumerable.Range(0, 20).Count(run => (SomeRelease.Latency(Since(run), SomeRelease.Levels(run + 5_000, 100, 0.15, steps: 40), 1) with { Beside = true }).Probability() > 0.7).ShouldBeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public void A_wild_sample_now_and_then_is_no_bad_release()
    {
        MetricSamples Since(int run) => new([.. SomeRelease.Levels(run, 100, 0.15, steps: 40).Values.Select((value, step) => step is 11 or 30 ? value * 4 : value)]);
        Enumerable.Range(0, 20).Count(run => (SomeRelease.Latency(Since(run), SomeRelease.Levels(run + 5_000, 100, 0.15, steps: 40), 1) with { Beside = true }).Probability() > 0.5).ShouldBe(0);
    }

    [Fact]
    public void Gaps_on_either_side_cost_samples_and_not_the_comparison()
    {
        MetricSamples Every(MetricSamples samples, int rest) => new([.. samples.Values.Select((value, step) => step % 2 == rest ? value : double.NaN)]);
        var judged = ReleaseJudge.Judge([SomeRelease.Latency(Every(SomeRelease.Levels(1, 180, steps: 40), 0), Every(SomeRelease.Levels(2, 100, steps: 40), 1), 1) with { Beside = true }]);
        judged.Metrics[0].Samples.ShouldBe(20);
        judged.Probability.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Counts_that_are_the_same_at_every_step_are_not_taken_for_correlated_ones()
    {
        MetricSamples Always(double share, int steps) => new([.. Enumerable.Repeat(share, steps)], [.. Enumerable.Repeat(60.0, steps)]);
        SomeRelease.Errors(Always(0.2, 5), Always(0.01, SomeRelease.Steps)).Probability().ShouldBeGreaterThan(0.85);
        SomeRelease.Errors(Always(0.01, 5), Always(0.01, SomeRelease.Steps)).Probability().ShouldBeLessThan(0.05);
    }
}
