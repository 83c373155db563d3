using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class SeasonalResidualDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new SeasonalResidualDetector(SomePoints.Step);

    [Fact]
    public void The_load_of_noon_is_rare_at_night()
    {
        var values = SomePoints.Usual(seed: 1, 10 * SomePoints.Day, swing: 40);
        var (noon, night) = ((9 * SomePoints.Day) + (SomePoints.Day / 4), (9 * SomePoints.Day) + (SomePoints.Day * 3 / 4));
        values[night] = values[noon];
        var rarities = Create().Judge(values);

        rarities[noon].ShouldBeLessThan(3);
        rarities[night].ShouldBeGreaterThan(4);
    }
}
