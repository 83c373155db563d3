using Autocura.Statistics;

namespace Autocura.Functions.Tests.Statistics;

public sealed class RobustSummaryTests
{
    [Fact]
    public void Level_and_spread_are_those_of_the_textbook()
    {
        var summary = RobustSummary.Of([1, 1, 2, 2, 4, 6, 9]);

        summary.Count.ShouldBe(7);
        summary.Median.ShouldBe(2);
        summary.Mad.ShouldBe(1);
        summary.Iqr.ShouldBe(4.5, 1e-9);
    }

    [Fact]
    public void For_normal_noise_the_spread_is_the_standard_deviation() =>
        RobustSummary.Of(SomeSeries.Noise(1, 20_000).Select(noise => 3 * noise)).Spread.ShouldBe(3, 0.06);

    [Fact]
    public void A_fifth_of_wild_values_moves_little()
    {
        var noise = SomeSeries.Noise(2, 500);
        var wild = noise.Select((value, index) => index % 5 == 0 ? 1e6 : value);

        RobustSummary.Of(wild).Median.ShouldBe(RobustSummary.Of(noise).Median, 0.4);
        RobustSummary.Of(wild).Spread.ShouldBeLessThan(2.5);
    }

    [Fact]
    public void Nothing_measured_is_neither_high_nor_low()
    {
        var nothing = RobustSummary.Of([double.NaN, double.PositiveInfinity]);

        nothing.Count.ShouldBe(0);
        nothing.Score(5, NoiseFloor.Default).ShouldBe(double.NaN);
        RobustSummary.Of([1]).ShiftTo(nothing, NoiseFloor.Default).ShouldBe(double.NaN);
    }

    [Fact]
    public void A_score_is_in_spreads_and_never_finer_than_the_floor()
    {
        RobustSummary.Of(SomeSeries.Noise(3, 5000).Select(noise => 50 + (2 * noise))).Score(60, NoiseFloor.Default).ShouldBe(5, 0.3);
        RobustSummary.Of(Enumerable.Repeat(100.0, 20)).Score(104, NoiseFloor.Default).ShouldBe(2, 1e-9);
        RobustSummary.Of(Enumerable.Repeat(0.0, 20)).Score(0.5, new NoiseFloor(0.01, 0)).ShouldBe(50, 1e-9);
    }

    [Fact]
    public void A_shift_is_in_interquartile_ranges()
    {
        var before = RobustSummary.Of([8, 9, 10, 11, 12, 9, 11, 10]);

        before.ShiftTo(RobustSummary.Of([20, 20, 20]), NoiseFloor.Default).ShouldBe(10 / before.Iqr, 1e-9);
    }
}
