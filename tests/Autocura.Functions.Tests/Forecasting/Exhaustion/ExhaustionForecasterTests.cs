using Autocura.Forecasting;
using Autocura.Forecasting.Exhaustion;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Forecasting.Exhaustion;

public sealed class ExhaustionForecasterTests
{
    private const double Limit = 1000;
    private static readonly TimeSpan Within = TimeSpan.FromHours(4);

    [Fact]
    public void A_leak_is_foreseen_with_its_rate_and_its_end()
    {
        var forecast = Foresee(index => index < 520 ? 300 : 300 + (2 * (index - 520))).ShouldNotBeNull();

        forecast.PerHour.ShouldBe(60, 8);
        forecast.Expected.ShouldBe(TimeSpan.FromHours(5), TimeSpan.FromMinutes(45));
        forecast.ProbabilityWithin(TimeSpan.FromHours(10)).ShouldBeGreaterThan(forecast.ProbabilityWithin(TimeSpan.FromMinutes(30)));
        forecast.ProbabilityWithin(TimeSpan.FromMinutes(30)).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Nearer_the_end_it_is_surer()
    {
        var early = Foresee(index => index < 600 ? 300 : 300 + (3 * (index - 600)))?.ProbabilityWithin(Within) ?? 0;
        var late = Foresee(index => index < 500 ? 300 : 300 + (3 * (index - 500))).ShouldNotBeNull().ProbabilityWithin(Within);

        late.ShouldBeGreaterThan(0.5);
        late.ShouldBeGreaterThan(early);
    }

    [Fact]
    public void A_cache_that_is_filled_once_is_no_leak() => Foresee(index => index < 650 ? 300 : 550).ShouldBeNull();

    [Fact]
    public void Garbage_collection_is_no_leak() => Foresee(index => 300 + (200 * (index / 25.0 % 1))).ShouldBeNull();

    [Fact]
    public void The_rise_of_every_morning_is_no_leak() => Foresee(index => 500 + (200 * Math.Sin(2 * Math.PI * (index + 180) / 720.0)), length: 1080).ShouldBeNull();

    [Fact]
    public void Little_constant_and_missing_values_say_nothing()
    {
        var step = TimeSpan.FromMinutes(2);
        ExhaustionForecaster.Of(new RegularSeries([], step), Limit, Within).ShouldBeNull();
        ExhaustionForecaster.Of(new RegularSeries([.. Enumerable.Range(0, 35).Select(index => index * 20.0)], step), Limit, Within).ShouldBeNull();
        ExhaustionForecaster.Of(new RegularSeries([.. Enumerable.Repeat(5.0, 720)], step), Limit, Within).ShouldBeNull();
        ExhaustionForecaster.Of(new RegularSeries([.. Enumerable.Repeat(double.NaN, 720)], step), Limit, Within).ShouldBeNull();
        ExhaustionForecaster.Of(new RegularSeries([.. Enumerable.Range(0, 720).Select(index => (double)index)], step), double.NaN, Within).ShouldBeNull();
    }

    [Fact]
    public void A_leak_with_gaps_is_still_one() => Foresee(index => index % 7 == 0 ? double.NaN : 300 + (0.8 * index)).ShouldNotBeNull().PerHour.ShouldBe(24, 4);

    private static ExhaustionForecast? Foresee(Func<int, double> value, int length = 720)
    {
        var random = new Random(1);
        return ExhaustionForecaster.Of(new RegularSeries([.. Enumerable.Range(0, length).Select(index => value(index) + Normal.Sample(random, 0, 5))], TimeSpan.FromMinutes(2)), Limit, Within);
    }
}
