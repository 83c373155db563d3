using Autocura.Verification.Comparison;

namespace Autocura.Functions.Tests.Verification.Comparison;

/// <summary>Among these are samples that a public canary judge got wrong.</summary>
public sealed class SampleComparisonTests
{
    private static readonly SampleComparison Judge = new();

    [Fact]
    public void A_hundredfold_in_most_measurements_is_higher_though_some_are_as_before() =>
        Compare(Many(1, 10), [.. Many(100, 7), .. Many(1, 3)]).ShouldBe(SampleDifference.Higher);

    [Fact]
    public void A_metric_that_swung_and_swings_no_more_has_another_shape() => Compare(
        [.. Enumerable.Range(0, 15).Select(index => index % 2 == 0 ? 1 + (index / 100.0) : 100 + (index / 100.0))],
        [10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 17.0, 17.1, 17.2, 17.3, 17.4, 17.5, 17.6, 17.7]).ShouldBe(SampleDifference.OtherShape);

    [Fact]
    public void Errors_where_there_never_were_any_are_higher() => Compare(Many(0, 5), [1, 4, 2, 3, 1]).ShouldBe(SampleDifference.Higher);

    [Fact]
    public void A_few_errors_where_there_never_were_any_are_higher() => Compare(Many(0, 6), [0, 1, 2, 1, 0, 0]).ShouldBe(SampleDifference.Higher);

    [Fact]
    public void What_was_not_measured_is_left_out() => Compare([0, double.NaN, 0, 0, double.NaN], [double.NaN, 0, 0, 0, 0]).ShouldBe(SampleDifference.Same);

    [Fact]
    public void A_side_without_any_measurement_is_no_data_and_not_the_same() => Compare([double.NaN], [1, 2]).ShouldBe(SampleDifference.NoData);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    public void Constants_that_are_equal_are_the_same(double before, double after) => Compare(Many(before, 20), Many(after, 20)).ShouldBe(SampleDifference.Same);

    [Fact]
    public void Fewer_than_fifty_measurements_are_marked_as_low_confidence()
    {
        Judge.Compare(Many(1, 49), Many(1, 60)).IsConfident.ShouldBeFalse();
        Judge.Compare(Many(1, 50), Many(1, 60)).IsConfident.ShouldBeTrue();
    }

    [Fact]
    public void Samples_of_unequal_size_have_the_exact_p_value() =>
        Autocura.Statistics.RankSum.PValue([1, 2, 3, 4, 5], [6, 7, 8, 9]).ShouldBe(2.0 / 126, 1e-9);

    [Fact]
    public void A_difference_that_nobody_would_notice_is_none_however_many_measurements_there_are()
    {
        var chance = new Random(3);
        Compare(Draw(100), Draw(102)).ShouldBe(SampleDifference.Same);
        Compare(Draw(100), Draw(120)).ShouldBe(SampleDifference.Higher);
        Compare(Draw(100), Draw(80)).ShouldBe(SampleDifference.Lower);

        double[] Draw(double level) => [.. Enumerable.Range(0, 500).Select(_ => level + (10 * (chance.NextDouble() - 0.5)))];
    }

    [Fact]
    public void It_calls_the_same_higher_no_more_often_than_its_level_says()
    {
        var chance = new Random(9);
        var strict = new SampleComparison { Tolerance = 0 };
        var higher = Enumerable.Range(0, 2_000).Count(_ => strict.Compare(Draw(), Draw()).Difference == SampleDifference.Higher);

        higher.ShouldBeLessThan(240);

        double[] Draw() => [.. Enumerable.Range(0, 12).Select(_ => -Math.Log(chance.NextDouble()))];
    }

    private static SampleDifference Compare(double[] control, double[] experiment) => Judge.Compare(control, experiment).Difference;

    private static double[] Many(double value, int count) => [.. Enumerable.Repeat(value, count)];
}
