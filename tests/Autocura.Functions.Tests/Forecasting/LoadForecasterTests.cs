using Autocura.Forecasting;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Forecasting;

public sealed class LoadForecasterTests
{
    private const double High = 0.9;

    [Fact]
    public void A_wave_of_a_day_is_found_and_carried_on()
    {
        var forecast = SomeLoads.Forecast(SomeLoads.Wave(1));

        forecast.Basis.ShouldBe(ForecastBasis.Regression);
        forecast.Seasons.ShouldContain(season => season.Period == TimeSpan.FromDays(1) && season.Strength > 0.8);
        Enumerable.Range(0, 24).Average(step => Math.Abs(forecast.Band(0.5).Values[step] - SomeLoads.WaveAt(SomeLoads.Week + step))).ShouldBeLessThan(3);
    }

    [Fact]
    public void Noise_has_no_season() => Enumerable.Range(0, 20).Count(seed => SomeLoads.Forecast(SomeLoads.Noise(seed)).Seasons.Count > 0).ShouldBeLessThan(4);

    [Fact]
    public void A_week_is_found_where_there_are_two_of_them()
    {
        var values = SomeLoads.Make(2, 2 * SomeLoads.Week + 288, (index, random) => (index / SomeLoads.Day % 7 < 5 ? SomeLoads.WaveAt(index) : 40) + Normal.Sample(random, 0, 3));

        SomeLoads.Forecast(values).Seasons.ShouldContain(season => season.Period == TimeSpan.FromDays(7));
    }

    [Fact]
    public void Nine_of_ten_values_stay_below_the_high_band()
    {
        var (below, all) = (0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var origin = (3 * SomeLoads.Day) + (14 * seed);
            var values = SomeLoads.Wave(seed, origin + 24);
            var high = SomeLoads.Forecast(values[..origin]).Band(High).Values;
            below += high.Select((value, step) => values[origin + step] <= value).Count(isBelow => isBelow);
            all += high.Count;
        }

        ((double)below / all).ShouldBeInRange(0.85, 0.95);
    }

    [Fact]
    public void A_new_level_is_taken_for_what_it_is()
    {
        var values = SomeLoads.Make(3, SomeLoads.Week, (index, random) => (index < SomeLoads.Week - 36 ? 50 : 120) + Normal.Sample(random, 0, 3));

        SomeLoads.Forecast(values).Band(0.5).Values[^1].ShouldBe(120, 12);
    }

    [Fact]
    public void A_few_wild_values_do_not_turn_it()
    {
        var values = SomeLoads.Noise(4);
        for (var index = 100; index < values.Length; index += 150) values[index] = 5000;

        var forecast = SomeLoads.Forecast(values);

        forecast.Band(0.5).Values.ShouldAllBe(value => value > 85 && value < 115);
        forecast.Band(High).Values.ShouldAllBe(value => value < 200);
    }

    [Fact]
    public void A_rise_goes_on_and_does_not_run_away()
    {
        var values = SomeLoads.Make(5, SomeLoads.Week, (index, random) => 100 + (0.05 * index) + Normal.Sample(random, 0, 1));

        SomeLoads.Forecast(values).Band(0.5).Values[^1].ShouldBe(100 + (0.05 * (SomeLoads.Week + 23)), 3);
    }

    [Fact]
    public void What_is_missing_is_neither_zero_nor_learned_from()
    {
        var values = SomeLoads.Wave(6);
        for (var index = 600; index < 800; index++) values[index] = double.NaN;
        for (var index = 1; index < values.Length - 1; index += 9) values[index] = double.NaN;

        var forecast = SomeLoads.Forecast(values);

        forecast.Missing.ShouldBeGreaterThan(0.1);
        Enumerable.Range(0, 24).Average(step => Math.Abs(forecast.Band(0.5).Values[step] - SomeLoads.WaveAt(SomeLoads.Week + step))).ShouldBeLessThan(4);
    }

    [Fact]
    public void Values_that_are_late_shorten_the_forecast_and_stale_ones_end_it()
    {
        var values = SomeLoads.Wave(7);
        Array.Fill(values, double.NaN, values.Length - 4, 4);
        SomeLoads.Forecast(values).Band(0.5).Values.Count.ShouldBe(20);
        Array.Fill(values, double.NaN, values.Length - 24, 24);

        var stale = SomeLoads.Forecast(values);

        stale.Basis.ShouldBe(ForecastBasis.Nothing);
        stale.Reason.ShouldBe("stale: the newest value is 02:00:00 old");
    }

    [Fact]
    public void A_short_history_says_that_it_is_short()
    {
        SomeLoads.Forecast([1, 2, 3]).Reason.ShouldBe("warming up: 3 values, 8 are needed");
        SomeLoads.Forecast([]).Basis.ShouldBe(ForecastBasis.Nothing);
        SomeLoads.Forecast(SomeLoads.Noise(8, 40)).Basis.ShouldBe(ForecastBasis.Persistence);
    }

    [Fact]
    public void What_stands_still_stays()
    {
        var forecast = SomeLoads.Forecast([.. Enumerable.Repeat(7.0, SomeLoads.Week)]);

        forecast.Basis.ShouldBe(ForecastBasis.Persistence);
        forecast.Bands.ShouldAllBe(band => band.Values.All(value => value == 7));
    }

    [Fact]
    public void The_unit_does_not_matter()
    {
        var values = SomeLoads.Wave(9);

        var (small, large) = (SomeLoads.Forecast(values), SomeLoads.Forecast([.. values.Select(value => value * 1e6)]));

        for (var step = 0; step < 24; step++) (large.Band(High).Values[step] / 1e6).ShouldBe(small.Band(High).Values[step], 1e-6);
    }

    [Fact]
    public void The_peak_is_no_lower_than_the_value_at_any_step()
    {
        var history = new RegularSeries(SomeLoads.Noise(10), SomeLoads.Step);

        LoadForecaster.Peak(history, new ForecastTerms()).Band(0.5).Values.ShouldHaveSingleItem().ShouldBeGreaterThan(LoadForecaster.Of(history, new ForecastTerms()).Band(0.5).Values.Max());
    }

    [Fact]
    public void A_horizon_shorter_than_a_step_is_refused() =>
        Should.Throw<ArgumentException>(() => LoadForecaster.Of(new RegularSeries([1], SomeLoads.Step), new ForecastTerms { Horizon = TimeSpan.FromMinutes(1) })).Message.ShouldContain("shorter than a step");

    [Fact]
    public void Points_find_their_steps_and_the_newest_of_a_step_counts()
    {
        var end = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        var series = RegularSeries.From([(end, 3), (end.AddMinutes(-10), 1), (end.AddMinutes(-9), 2), (end.AddHours(1), 9), (end.AddHours(-1), 9)], end, TimeSpan.FromMinutes(15), SomeLoads.Step);

        series.Values.ShouldBe([double.NaN, 2, double.NaN, 3]);
        series.Missing.ShouldBe(0.5);
    }

    [Fact]
    public void The_past_days_tell_how_good_it_is()
    {
        var accuracy = ForecastAccuracy.Of(new RegularSeries(SomeLoads.Wave(11), SomeLoads.Step), new ForecastTerms()).ShouldNotBeNull();

        accuracy.Forecasts.ShouldBe(8);
        accuracy.Relative.ShouldBeLessThan(0.5);
        accuracy.Covered.ShouldBeInRange(0.8, 1);
        ForecastAccuracy.Of(new RegularSeries([1, 2, 3], SomeLoads.Step), new ForecastTerms()).ShouldBeNull();
    }
}
