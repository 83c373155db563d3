using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class CusumDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new CusumDetector(SomePoints.Step);

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void A_small_shift_that_lasts_adds_up(double spreads)
    {
        var shifted = SomePoints.Usual(seed: 1, 1000).Select((value, index) => value + (index < 900 ? 0 : spreads * 3));
        var rarities = Create().Judge(shifted);

        rarities[900].ShouldBeLessThan(2);
        rarities[900..940].Max().ShouldBeGreaterThan(2.9);
    }

    [Fact]
    public void A_single_spike_is_no_shift()
    {
        var values = SomePoints.Usual(seed: 2, 1000);
        values[900] = 1e6;

        Create().Judge(values)[900].ShouldBeLessThan(2.9);
    }
}
