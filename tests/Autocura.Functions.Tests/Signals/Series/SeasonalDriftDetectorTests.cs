using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class SeasonalDriftDetectorTests : SeriesDetectorConformance
{
    private protected override ISeriesDetector Create() => new SeasonalDriftDetector(SomePoints.Step);

    [Fact]
    public void A_leak_is_rare_before_any_of_its_points_is()
    {
        var leak = SomePoints.Usual(seed: 1, 10 * SomePoints.Day, swing: 10).Select((value, index) => value + (Math.Max(0, index - (9 * SomePoints.Day)) * 0.3)).ToArray();
        var drift = new SeasonalDriftDetector(SomePoints.Step).Judge(leak);
        var residual = new SeasonalResidualDetector(SomePoints.Step).Judge(leak);

        First(drift).ShouldBeLessThan(First(residual));
    }

    private static int First(double[] rarities) => Array.FindIndex(rarities, 9 * SomePoints.Day, rarity => rarity > 3.5) is >= 0 and var index ? index : int.MaxValue;
}
