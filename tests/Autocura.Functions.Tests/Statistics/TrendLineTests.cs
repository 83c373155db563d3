using Autocura.Statistics;

namespace Autocura.Functions.Tests.Statistics;

public sealed class TrendLineTests
{
    [Fact]
    public void A_straight_line_is_itself()
    {
        var line = TrendLine.Through(SomeSeries.Of(Enumerable.Range(0, 60).Select(index => 5 + (0.5 * index)))).ShouldNotBeNull();

        line.SlopePerHour.ShouldBe(60, 1e-9);
        line.Latest.ShouldBe(34.5, 1e-9);
        line.PValue.ShouldBeLessThan(1e-9);
        line.TimeTo(40.5).ShouldBe(TimeSpan.FromMinutes(6));
        line.TimeTo(0).ShouldBeNull();
    }

    [Fact]
    public void A_quarter_of_wild_values_does_not_turn_it()
    {
        var values = SomeSeries.Noise(4, 60).Select((noise, index) => index % 4 == 0 ? 1e5 : index + noise);

        TrendLine.Through(SomeSeries.Of(values)).ShouldNotBeNull().SlopePerHour.ShouldBe(120, 12);
    }

    [Fact]
    public void Noise_has_a_trend_as_seldom_as_promised() =>
        Enumerable.Range(0, 500).Count(seed => TrendLine.Through(SomeSeries.Of(SomeSeries.Noise(seed, 40)))!.PValue <= 0.05).ShouldBeInRange(12, 38);

    [Fact]
    public void What_stands_still_never_arrives()
    {
        var line = TrendLine.Through(SomeSeries.Of(Enumerable.Repeat(3.0, 20))).ShouldNotBeNull();

        line.SlopePerHour.ShouldBe(0);
        line.PValue.ShouldBe(1);
        line.TimeTo(10).ShouldBeNull();
    }

    [Fact]
    public void Three_points_are_no_line() => TrendLine.Through(SomeSeries.Of([1, 2, 3, double.NaN])).ShouldBeNull();

    [Fact]
    public void A_long_series_is_thinned_and_keeps_its_newest_point() =>
        TrendLine.Through(SomeSeries.Of(Enumerable.Range(0, 5000).Select(index => (double)index))).ShouldNotBeNull().Latest.ShouldBe(4999, 1e-6);
}
