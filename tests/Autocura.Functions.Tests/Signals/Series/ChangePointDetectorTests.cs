using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class ChangePointDetectorTests : SeriesDetectorConformance
{
    private protected override int Series => 8;

    private protected override ISeriesDetector Create() => new ChangePointDetector(SomePoints.Step);

    [Fact]
    public void A_new_level_is_a_change_and_a_spike_is_none()
    {
        var values = SomePoints.Usual(seed: 1, 2000);
        var spiked = values.ToArray();
        spiked[1500] = 1e6;
        var stepped = values.Select((value, index) => value + (index < 1500 ? 0 : 10));

        var change = Create().Judge(stepped)[1500..1515].Max();

        change.ShouldBeGreaterThan(3);
        Create().Judge(spiked)[1500..1515].Max().ShouldBeLessThan(change);
    }
}
