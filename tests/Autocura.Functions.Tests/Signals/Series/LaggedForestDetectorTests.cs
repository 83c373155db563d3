using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class LaggedForestDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new LaggedForestDetector(SomePoints.Step);

    [Fact]
    public void Its_chance_is_its_own()
    {
        var values = SomePoints.Usual(seed: 1, 1000);

        Create().Judge(values).ShouldBe(Create().Judge(values));
    }
}
