using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class EpisodicDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new EpisodicDetector(new RobustZDetector(SomePoints.Step), rest: 100);

    [Fact]
    public void What_was_told_ten_times_is_worth_a_decade_less()
    {
        var values = SomePoints.Usual(seed: 1, 3000).Select((value, index) => index >= 500 && index % 200 == 0 ? 180 : value).ToArray();
        var told = Create().Judge(values).Index().Where(point => point.Index % 200 == 0 && point.Index >= 600).Select(point => point.Item).ToArray();

        told[^1].ShouldBeLessThan(told[0] - 0.9);
    }

    [Fact]
    public void An_episode_is_told_again_only_when_it_is_rarer()
    {
        var values = SomePoints.Usual(seed: 2, 1010);
        (values[1000], values[1001], values[1002]) = (112, 110, 118);
        var told = Create().Judge(values);

        told[1000].ShouldBeGreaterThan(2);
        told[1001].ShouldBe(0);
        told[1002].ShouldBeGreaterThan(2);
    }
}
