using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class CounterRateTests
{
    [Fact]
    public void A_counter_that_begins_again_at_zero_has_counted_what_it_shows() =>
        Rates(0, 300, 900, 60, 360).ShouldBe([double.NaN, 1, 2, 0.2, 1]);

    [Fact]
    public void What_was_not_measured_is_bridged_for_as_long_as_is_allowed()
    {
        Rates(0, double.NaN, 600).ShouldBe([double.NaN, double.NaN, 1]);
        Rates(0, double.NaN, double.NaN, double.NaN, 600, 900).ShouldBe([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 1]);
    }

    private static double[] Rates(params double[] values)
    {
        var rate = new CounterRate(TimeSpan.FromMinutes(15));
        return [.. values.Select((value, index) => rate.Next(SomePoints.At(index, value)).Value)];
    }
}
