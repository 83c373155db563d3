using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class RobustZDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new RobustZDetector(SomePoints.Step);

    [Fact]
    public void A_trouble_of_an_hour_does_not_hide_the_next_value()
    {
        var detector = Create();
        detector.Judge(SomePoints.Usual(seed: 1, 1000));
        var first = detector.Next(SomePoints.At(1000, 130));
        for (var index = 1001; index < 1012; index++)
        {
            detector.Next(SomePoints.At(index, 130));
        }

        first.ShouldBeGreaterThan(3);
        detector.Next(SomePoints.At(1012, 130)).ShouldBeGreaterThan(2);
    }
}
