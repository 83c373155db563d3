using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class EwmaBandDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new EwmaBandDetector(SomePoints.Step);

    [Fact]
    public void A_sudden_move_is_rare_and_a_slow_one_is_not()
    {
        var values = SomePoints.Usual(seed: 1, 2000);
        var slow = Create().Judge(values.Select((value, index) => value + (index < 1000 ? 0 : (index - 1000) * 0.05)));
        var sudden = Create().Judge(values.Select((value, index) => value + (index < 1000 ? 0 : 50)));

        sudden[1000].ShouldBeGreaterThan(5);
        slow[1000..].Max().ShouldBeLessThan(5);
    }
}
